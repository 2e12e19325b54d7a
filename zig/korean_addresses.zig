//! URLs and e-mail addresses, by the names of their letters and marks.

const std = @import("std");
const letters = @import("korean_letters.zig");
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const valueOf = reader_file.valueOf;

const top_domains = "com net org kr io ai gov edu me tv co jp us uk info biz dev app go or ac";
/// Parts that everyone reads as a word.
const words = "com 컴 net 넷 naver 네이버 gmail 지메일 google 구글 daum 다음 kakao 카카오 hanmail 한메일 youtube 유튜브 github 깃허브";
const marks = ". 점 @ 골뱅이 / 슬래시 : 콜론 - 하이픈 _ 밑줄 ? 물음표 = 이퀄 & 앤드 # 샤프 % 퍼센트 + 플러스 ~ 물결";

/// Say the address that begins at `at`. Returns where it ends; `at` if there is none.
pub fn read(reader: *Reader, at: usize) usize {
    const end = endOf(reader, at) orelse return at;
    for (at..end) |place| {
        switch (reader.kind(place)) {
            .english => {
                const word = valueOf(words, reader.lower(place));
                reader.say(word);
                if (word.len == 0) letters.spell(reader, reader.lower(place));
            },
            .digits => {
                if (reader.kind(place -% 1) != .english or place == at) reader.end();
                numbers.eachDigit(reader, reader.text(place), "공");
            },
            else => reader.say(reader.valueAt(place, marks)),
        }
    }
    return reader.attach(end);
}

/// Where the address that begins at `at` ends, if it is one: it has an @ and a point after it, or begins as URLs do, or ends in a domain.
fn endOf(reader: *const Reader, at: usize) ?usize {
    if (reader.touchesWord(at) or !isPart(reader, at)) return null;
    var end = at + 1;
    var place = at + 1;
    var has_at = false;
    var has_dot_after = false;
    var has_domain = false;
    var is_path = false;
    while (true) : (place += 1) {
        if (isPart(reader, place)) {
            end = place + 1;
            if (reader.symbol(place - 1) == '.' and !is_path) {
                has_dot_after = has_dot_after or has_at;
                has_domain = isOneOf(top_domains, reader.lower(place));
            }
            continue;
        }
        if (reader.valueAt(place, marks).len == 0) break;
        switch (reader.symbol(place)) {
            '@' => has_at = true,
            '/' => {
                // Only a slash may be the last character.
                end = if (place == end) place + 1 else end;
                is_path = is_path or reader.symbol(place - 1) != ':' and reader.symbol(place - 1) != '/';
            },
            else => {},
        }
    }
    const scheme = reader.lower(at);
    const has_scheme = isOneOf("http https ftp", scheme) and reader.symbol(at + 1) == ':' and reader.symbol(at + 2) == '/';
    const is_host = isOneOf("www", scheme) and reader.symbol(at + 1) == '.';
    const is_domain = has_domain and reader.kind(at) == .english and isInDomain(reader, at);
    return if (end > at + 2 and (has_scheme or is_host or has_dot_after or is_domain)) end else null;
}

/// Whether a domain begins at `at`, not some other text that touches one.
fn isInDomain(reader: *const Reader, at: usize) bool {
    var place = at;
    while (isPart(reader, place) or reader.symbol(place) == '-') place += 1;
    return reader.symbol(place) == '.' and isPart(reader, place + 1);
}

noinline fn isPart(reader: *const Reader, at: usize) bool {
    return switch (reader.kind(at)) {
        .digits => true,
        .english => std.ascii.isAscii(reader.text(at)[0]),
        else => false,
    };
}

const testing = std.testing;

fn expectRead(text: []const u8, tokens: usize, expected: []const u8) !void {
    try reader_file.expectRead(read, text, tokens, expected);
}

test "addresses" {
    try expectRead("abc12@naver.com으로", 7, "에이비시일이 골뱅이 네이버 점 컴으로");
    try expectRead("www.kbs.co.kr.", 7, "더블유더블유더블유 점 케이비에스 점 시오 점 케이아르");
    try expectRead("https://a.io/b?c=1", 13, "에이치티티피에스 콜론 슬래시 슬래시 에이 점 아이오 슬래시 비 물음표 시 이퀄 일");
    try expectRead("my-site.net", 5, "엠와이 하이픈 에스아이티이 점 넷");
}

test "what is no address" {
    for ([_][]const u8{ "hello", "3.14", "end.Next", "A/B", "a@b", "Mr. Kim", "1.2.3" }) |text| try expectRead(text, 0, "");
}
