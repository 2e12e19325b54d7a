//! Latin letters in Korean text by their names: KBS, A형, MP3, R&D; and the names that are read as words: NASA.

const std = @import("std");
const counters = @import("korean_counters.zig");
const endings = @import("korean_endings.zig");
const numbers = @import("korean_numbers.zig");
const reader_file = @import("korean_reader.zig");
const search = @import("search.zig");
const Amount = @import("korean_amount.zig").Amount;
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const wordAt = reader_file.wordAt;

/// As the National Institute of Korean Language's dictionary has them.
const names = "에이 비 시 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 아르 에스 티 유 브이 더블유 엑스 와이 제트";

/// Abbreviations that are read as words.
const words = "NASA 나사 NATO 나토 UNESCO 유네스코 UNICEF 유니세프 FIFA 피파 OPEC 오펙 ASEAN 아세안 APEC 에이펙 KAIST 카이스트 AIDS 에이즈 PIN " ++
    "핀 RAM 램 ROM 롬 SARS 사스 MERS 메르스 KOSPI 코스피 KOSDAQ 코스닥 IKEA 이케아 USIM 유심 SIM 심 TOEIC 토익 TOEFL 토플 LASIK " ++
    "라식 THAAD 사드 COVID 코비드 POSCO 포스코 VIP 브이아이피 vs 대 VS 대";
/// Roman numerals that are more likely that than letters.
const roman = "II 2 III 3 IV 4 VI 6 VII 7 VIII 8 IX 9 XI 11 XII 12 XIV 14 XVI 16";
/// Short English words that stand in capitals for emphasis.
const english = "NEW NEWS LOVE BEST GOOD OPEN SALE FREE THE YES TOP BIG HOT NO ON OFF IN UP GO AND FOR YOU MY WE IS " ++
    "TO OF BE ME SO DAY LIVE STOP ONLY HOME TIME LIFE REAL GAME SHOW BLUE RED GIRL BOY BOYS MAN KING " ++
    "STAR SKY BOOK FOOD CAFE SHOP CLUB PLAY NEXT LAST ONE TWO KIDS BABY ART CAR ICE SUN SEA ZONE SKIN " ++
    "CARE HAND MADE EAST WEST WORK TEAM FAN SELF MINI ALL OUT NOT NOW HERO BACK DARK SOUL MAMA ROCK JAZZ " ++
    "SAVE HELP WAR MOON CITY GOLD";

/// Say the letters of a word by their names.
pub fn spell(reader: *Reader, lower: []const u8) void {
    for (lower) |letter| {
        if (std.ascii.isAlphabetic(letter)) reader.put(wordAt(names, letter - 'a'));
    }
}

/// Whether the Latin word at `at` is read by letters: a single letter, an abbreviation in capitals, or any word where that is asked for.
pub noinline fn isSpelled(reader: *const Reader, at: usize) bool {
    if (reader.kind(at) != .english) return false;
    if (reader.latin == .letters) return true;
    const text = reader.text(at);
    if (reader.lower(at).len == 1 or isOneOf("mp", text)) return true;
    var vowels: usize = 0;
    for (text) |letter| {
        if (!std.ascii.isUpper(letter)) return false;
        vowels += @intFromBool(search.indexOf(u8, "AEIOUY", letter) != null);
    }
    return (text.len <= 4 or vowels == 0) and !isOneOf(english, text);
}

/// Say the Latin word at `at` if it is an abbreviation, with the digits and letters that join it and the hangul that touches. Returns
/// where it ends; `at` if it is left to English.
pub fn read(reader: *Reader, at: usize) usize {
    if (reader.latin == .english) {
        const word = reader.valueAt(at, words);
        if (word.len > 0) {
            reader.put(word);
            return reader.attach(at + 1);
        }
        if (isEnglishPhrase(reader, at)) return at;
    }
    const value = reader.valueAt(at, roman);
    if (value.len > 0 and !reader.touchesWord(at) and !reader.isDigits(at + 1)) {
        numbers.cardinal(reader, value);
        return reader.attach(at + 1);
    }
    if (isOneOf("no", reader.lower(at)) and reader.symbol(at + 1) == '.') {
        const digits = reader.afterSpace(at + 2);
        if (reader.isDigits(digits)) {
            reader.put("넘버 ");
            return code(reader, digits);
        }
    }
    if (!isSpelled(reader, at)) return at;
    return code(reader, at);
}

/// Whether a letter belongs to English words: `a` and `I` before one, x-ray.
fn isEnglishPhrase(reader: *const Reader, at: usize) bool {
    if (reader.lower(at).len != 1) return false;
    const is_word = reader.isAt(at, "a A I");
    const next = at + 1 + @intFromBool(reader.symbol(at + 1) == '-' or (is_word and reader.kind(at + 1) == .space));
    return next > at + 1 and reader.kind(next) == .english and !isSpelled(reader, next);
}

/// Say a run of letters and digits that join each other: MP3, GPT-4, R&D, U.S.A. A single digit has its English name, as in 엠피스리; more are
/// a Sino-Korean number. Returns where it ends.
pub fn code(reader: *Reader, start: usize) usize {
    var at = start;
    while (true) {
        if (isSpelled(reader, at)) {
            spell(reader, reader.lower(at));
            at += 1;
        } else if (reader.isDigits(at)) {
            const text = reader.text(at);
            const amount: Amount = .at(reader, at);
            const is_loan = text.len == 1 and text[0] != '0' and amount.decimals.len == 0;
            if (is_loan) {
                numbers.loan(reader, text[0]);
            } else {
                reader.end();
                amount.say(reader);
            }
            at = amount.end;
            if (!is_loan) {
                if (isSpelled(reader, at)) reader.end() else return endings.attach(reader, at);
            }
        }
        const next = at + 1;
        switch (reader.symbol(at)) {
            '-' => if (reader.isDigits(next) and !isCounted(reader, next)) {
                // D-7 is a day that comes.
                reader.put(if (isOneOf("d", reader.lower(at - 1)) and at - 1 == start) " 마이너스 " else " ");
                if (isOneOf("d", reader.lower(at - 1)) and at - 1 == start) {
                    const amount: Amount = .at(reader, next);
                    amount.say(reader);
                    return endings.attach(reader, amount.end);
                }
                at = next;
                continue;
            } else if (isSpelled(reader, next)) {
                at = next;
                continue;
            } else return if (reader.kind(next) == .korean) reader.attach(next) else at,
            '&' => if (isSpelled(reader, next)) {
                reader.put("앤드");
                at = next;
                continue;
            },
            '.' => if (isLetter(reader, at -% 1) and isLetter(reader, next)) {
                at = next;
                continue;
            } else if (isLetter(reader, at -% 1) and reader.symbol(at -% 2) == '.' and at > start + 1 and reader.kind(next) != .edge) {
                // The last point of an abbreviation, where the sentence goes on.
                at = next;
            },
            else => {},
        }
        if (reader.isDigits(at) and at > start and !isCounted(reader, at)) continue;
        if (isSpelled(reader, at) and reader.isDigits(at -% 1)) continue;
        return reader.attach(at);
    }
}

/// Whether the digits at `at` count what the hangul that touches them names: PC 3대.
fn isCounted(reader: *const Reader, at: usize) bool {
    const end = Amount.at(reader, at).end;
    return reader.kind(end) == .korean and counters.isCounter(reader.text(end)) and !endings.isEnding(reader.text(end));
}

fn isLetter(reader: *const Reader, at: usize) bool {
    return reader.kind(at) == .english and reader.text(at).len == 1;
}

const testing = std.testing;

fn expectRead(text: []const u8, tokens: usize, expected: []const u8) !void {
    try reader_file.expectRead(read, text, tokens, expected);
}

test "abbreviations with what touches them" {
    try expectRead("KBS가", 2, "케이비에스가");
    try expectRead("PC방", 2, "피시방");
    try expectRead("A형", 2, "에이형");
    try expectRead("x축", 2, "엑스축");
    try expectRead("R&D", 3, "아르앤드디");
    try expectRead("U.S.A. 정부", 6, "유에스에이");
    try expectRead("K-팝", 3, "케이팝");
    try expectRead("NASA는", 2, "나사는");
    try expectRead("III", 1, "삼");
    try expectRead("ＫＢＳ", 1, "케이비에스");
}

test "letters and digits" {
    try expectRead("MP3를", 3, "엠피스리를");
    try expectRead("mp3", 2, "엠피스리");
    try expectRead("GPT-4는", 4, "지피티 포는");
    try expectRead("GPT-4.5는", 6, "지피티 사 점 오는");
    try expectRead("B2B", 3, "비투비");
    try expectRead("KF94 마스크", 2, "케이에프 구십사");
    try expectRead("F-16이", 4, "에프 십육이");
    try expectRead("D-7", 3, "디 마이너스 칠");
    try expectRead("PC3대", 1, "피시");
    try expectRead("No. 1", 4, "넘버 원");
}

test "words are left to English, unless letters are asked for" {
    for ([_][]const u8{ "hello", "iPhone", "LOVE", "WORLD", "x-ray", "a dog", "I am" }) |text| try expectRead(text, 0, "");
    var reader = reader_file.readerOf("Hello는");
    reader.latin = .letters;
    try testing.expectEqual(2, read(&reader, 0));
    try reader_file.expectSaid(&reader, "에이치이엘엘오는");
}
