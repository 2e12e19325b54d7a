//! Addresses and file names: https://example.com/a, user@example.com, report.pdf.

const std = @import("std");
const reader = @import("english_reader.zig");
const numbers = @import("english_numbers.zig");
const syllables = @import("english_syllables.zig");
const Reader = reader.Reader;

/// Endings of domains and of files that make an address or a file name of words with points between.
const endings = " com org net edu gov mil int io ai app dev info biz co me tv uk kr jp cn de fr ru eu us ca au nz in it es nl ch se " ++
    "pdf doc docx xls xlsx ppt pptx txt csv html htm xml json js ts css py rs zig md jpg jpeg png gif svg mp wav avi mov zip tar gz exe dmg " ++
    "apk iso log yml toml wasm ";

const marks = ".=dot;/=slash;-=dash;_=underscore;@=at;:=colon;?=question mark;&=and;%=percent;#=hash;+=plus;~=tilde;";
/// Two letters that are words in addresses.
const short_words = " me my go we no so in it is on to do be up io co ";

/// The most tokens of an address.
const most_tokens = 200;

pub noinline fn read(r: *const Reader, at: usize) usize {
    if (r.isWordOrDigits(at -% 1) or r.isWordOrDigits(at -% 2) and isInner(r.symbol(at -% 1))) return 0;
    var start = at;
    const is_address = r.is(at + 1, ':') and r.is(at + 2, '/') and r.is(at + 3, '/') and r.isIn(at, "http https ftp");
    if (is_address) start = at + 4;
    var end = start;
    // The last token of an address is no mark, but a slash.
    var last = start;
    var has_at = false;
    var point: usize = 0;
    var is_plain = true;
    while (end < start + most_tokens) : (end += 1) {
        if (r.isWordOrDigits(end)) {
            last = end + 1;
            continue;
        }
        const mark = r.symbol(end);
        if (mark == 0 or mark > 0x7F or reader.find(marks, r.text(end)) == null) {
            if (mark != '=' or !is_address) break;
        }
        if (mark == '@') has_at = r.isWordOrDigits(end -% 1) and end > start;
        if (mark == '.' and is_plain and r.isWordOrDigits(end + 1)) point = end;
        if (mark == '/') {
            is_plain = false;
            if (end == last) last = end + 1;
        }
    }
    if (!is_address and !(point > start and (r.isThis(at, "www") or (isSmall(r.text(point + 1)) and r.isIn(point + 1, endings))))) return 0;
    // A file or a domain has letters before its point; e-mail has the sign.
    if (!is_address and !has_at and !r.isWordOrDigits(point - 1)) return 0;
    if (last == start) return 0;
    // 5.in, 3.5.
    if (!is_address and !has_at and r.isDigits(point -% 1) and point == start + 1) return 0;
    for (start..last) |token| sayToken(r, token);
    return last;
}

fn isInner(mark: u21) bool {
    return switch (mark) {
        '.', '-', '_', '@', '/', '\'' => true,
        else => false,
    };
}

fn isSmall(text: []const u8) bool {
    for (text) |byte| if (!std.ascii.isLower(byte)) return false;
    return true;
}

fn sayToken(r: *const Reader, at: usize) void {
    if (r.isDigits(at)) {
        const digits = r.text(at);
        return if (digits.len > 2 and digits.len != 4) numbers.oneByOne(r, digits) else numbers.nameNumber(r, digits);
    }
    if (!r.isWord(at)) return r.say(reader.find(marks, r.text(at)) orelse "equals");
    const word = r.lower(at);
    const is_word = if (word.len < 3) reader.has(short_words, word) else syllables.hasVowel(word) and (word.len > 4 or syllables.isPronounceable(word));
    if (is_word) r.speech.word(.english, word) else r.speech.letters(word, false);
}

const expectSaid = @import("english_test.zig").expectSaid;

test "addresses" {
    try expectSaid(&.{
        .{ "https://www.example.com/news", "W W W dot example dot com slash news" },
        .{ "See example.com.", "see example dot com ." },
        .{ "john.smith@example.co.uk", "john dot smith at example dot co dot U K" },
        .{ "report-2.pdf", "report dash two dot P D F" },
        .{ "http://localhost:8080/", "localhost colon eighty eighty slash" },
        .{ "end.In", "end . in" },
        .{ "example.com, for one", "example dot com , for one" },
    });
}
