//! Words that are more than a word: initialisms against acronyms (FBI, NASA), single letters, camelCase, and what hyphens join to these.

const std = @import("std");
const exceptions = @import("exceptions.zig");
const reader = @import("english_reader.zig");
const search = @import("search.zig");
const syllables = @import("english_syllables.zig");
const Reader = reader.Reader;

/// Pronounceable, but read by letter: of more than three letters in any text, of fewer in a line of capitals.
const by_letter = " lgbtqia usda ucla aclu usaf aarp iucn iou asap ious " ++
    "ai us un eu usa uae cia ceo gop ufo api id iq pr ira epa fda faa dea aca uk irs cdc aol eta iot ipo ipa gpa ";
/// Three letters or not pronounceable by the rule, but read as words.
const as_word = " gif ram rom sim pin lan wan zip pet nvidia glaad seo rico ascii ";
/// Read in a way that the letters do not show. A hyphen joins words.
const respelled = "jpeg=jay-peg;mpeg=em-peg;ascii=askee;noaa=noah;saas=sass;usaid=US aid;";
/// Short words that are put into capitals for emphasis in lines that are not.
const emphasised = " all and any are bad big but can did end for get got had has her him his how its let may men mom dad new nor not now off " ++
    "old one our out own say " ++
    "see she the too top try two was way why win yes yet you no so do if or my me we he be go to on in at is as up by of ";
/// Sounds that people make.
const sounds = " hmm mm mmm hm shh sh psst pst brr grr zzz pfft tsk nth mr mrs ms dr st vs mt ft jr sr ";
/// Words after which "A" is a letter.
const lettered = " plan vitamin grade hepatitis type section group point option part class exhibit side team big appendix an a the letter ";
/// Beginnings that stay with the rest: McDonald, LeBron.
const beginnings = " mc mac de le la di du da fitz van von ";

const longest = 48;

/// How many tokens on each side tell whether a line is in capitals.
const far = 24;

/// The word without the ending of a possessive, and that ending.
const Word = struct {
    body: []const u8,
    has_ending: bool,

    fn init(text: []const u8) Word {
        const ends = text.len > 2 and text[text.len - 2] == '\'' and std.ascii.toLower(text[text.len - 1]) == 's';
        return .{ .body = if (ends) text[0 .. text.len - 2] else text, .has_ending = ends };
    }
};

pub noinline fn read(r: *const Reader, at: usize) usize {
    // rock 'n' roll
    if (r.isCase(at, "n") and r.is(at -% 1, '\'')) {
        r.say("and");
        return at + 1;
    }
    if (isSpecial(r, at)) {
        const word: Word = .init(r.text(at));
        sayShape(r, at, word);
        if (!r.is(at + 1, '-') or !r.isWordOrDigits(at + 2)) return at + 1;
        // T-shirt and e-mail are one word.
        const is_one = word.body.len == 1 and r.isWord(at + 2) and !isSpecial(r, at + 2) and r.line.lower(at + 2).len <= longest;
        if (is_one) r.speech.joined(.english, r.line.lower(at + 2));
        return if (!is_one) at + 2 else if (r.is(at + 3, '-') and r.isWordOrDigits(at + 4)) at + 4 else at + 3;
    }
    if (!r.is(at + 1, '-') or !r.isWordOrDigits(at + 2) or !(isApart(r, at) or joinsSpecial(r, at))) return 0;
    r.speech.own(.english, r.line.lower(at), 0, false);
    return at + 2;
}

/// Whether hyphens join something to the word that is not read as a part of one.
fn joinsSpecial(r: *const Reader, at: usize) bool {
    var part = at + 2;
    for (0..16) |_| {
        if (r.isDigits(part)) return true;
        if (!r.isWord(part)) return false;
        if (isSpecial(r, part) or isApart(r, part)) return true;
        if (!r.is(part + 1, '-')) return false;
        part += 2;
    }
    return false;
}

/// Whether the word is an acronym, which is no part of a longer word.
fn isApart(r: *const Reader, at: usize) bool {
    const text = r.text(at);
    return text.len > 1 and isUpper(text) and !isLineInCapitals(r, at);
}

/// Whether the word is not to be left to the model as it is.
noinline fn isSpecial(r: *const Reader, at: usize) bool {
    const word: Word = .init(r.text(at));
    const body = word.body;
    if (body.len > longest) return false;
    for (body) |byte| if (!std.ascii.isAlphabetic(byte)) return false;
    if (body.len == 2 and body[1] == 's' and r.is(at -% 1, '&')) return true;
    if (body.len == 1) return word.has_ending or isLetter(r, at);
    const touches = r.isDigits(at + 1) or r.isDigits(at -% 1);
    if (isUpper(body)) return !isWordInCapitals(r, at, word) or isRespelled(body);
    if (touches and !syllables.isPronounceable(r.line.lower(at))) return true;
    if (!syllables.hasVowel(body) and isLower(body)) return body.len <= 5 and !reader.has(sounds, body) and !isListed(r, at);
    return splits(body) > 0 or isRespelled(body);
}

/// Whether the table of exceptions has the word: then it says how that is read.
fn isListed(r: *const Reader, at: usize) bool {
    var buffer: exceptions.Phones = undefined;
    return exceptions.find(r.speech.graphemes.of(r.line.lower(at)), false, &buffer) != null;
}

fn isRespelled(body: []const u8) bool {
    var buffer: [longest]u8 = undefined;
    return body.len <= 5 and reader.find(respelled, std.ascii.lowerString(&buffer, body)) != null;
}

/// Whether a single letter is read by its name; "a" and "I" are words mostly.
fn isLetter(r: *const Reader, at: usize) bool {
    const letter = r.text(at)[0];
    if (letter == 'I') return r.isDigits(at + 1);
    if (letter != 'a' and letter != 'A') return true;
    const touches = r.isWordOrDigits(at + 1) or r.isDigits(at -% 1) or r.is(at -% 1, '(') or r.is(at + 1, ')') or r.is(at + 1, '+') or r.is(at + 1, '&') or r.is(at -% 1, '&') or
        r.is(at + 1, '/') or (r.is(at + 1, '-') and letter == 'A') or (r.is(at -% 1, '-') and letter == 'A');
    if (touches or letter == 'a') return touches;
    const before = r.before(at);
    return r.isWord(before) and (r.isIn(before, lettered) or r.kind(r.skip(at + 1)) != .english);
}

fn isUpper(body: []const u8) bool {
    for (body) |letter| if (std.ascii.isLower(letter)) return false;
    return true;
}

fn isLower(body: []const u8) bool {
    for (body) |letter| if (std.ascii.isUpper(letter)) return false;
    return true;
}

/// Whether a word in capitals is a word: an acronym that can be pronounced, or one of a line that is all in capitals.
noinline fn isWordInCapitals(r: *const Reader, at: usize, word: Word) bool {
    const lower = r.line.lower(at)[0..word.body.len];
    if (r.is(at + 1, '&') or r.is(at -% 1, '&') or reader.has(by_letter, lower)) return false;
    if (reader.has(as_word, lower)) return true;
    const is_pronounceable = syllables.isPronounceable(lower) or (lower.len >= 6 and syllables.hasVowel(lower));
    if (lower.len > 3) return is_pronounceable;
    return (is_pronounceable and isLineInCapitals(r, at)) or reader.has(emphasised, lower);
}

/// Whether the line has words around `place`, and all are in capitals.
noinline fn isLineInCapitals(r: *const Reader, place: usize) bool {
    var count: usize = 0;
    for (place -| far..place + far) |at| {
        if (!r.isWord(at)) continue;
        const text = r.text(at);
        for (text) |byte| if (std.ascii.isLower(byte)) return false;
        if (count < 2 and text.len > 3 and syllables.isPronounceable(r.line.lower(at))) count += 1;
    }
    return count > 1;
}

/// Where camelCase parts: before a capital that follows a small letter, and before the last capital of several that a small one follows. Zero
/// if it does not.
noinline fn splits(body: []const u8) usize {
    for (1..body.len) |at| {
        if (!std.ascii.isUpper(body[at])) {
            if (at > 1 and std.ascii.isUpper(body[at - 1]) and std.ascii.isUpper(body[at - 2])) {
                // The ending of CDs is none of another word.
                return if (at + 1 == body.len and body[at] == 's') at else if (at > 2) at - 1 else 1;
            }
            continue;
        }
        if (std.ascii.isUpper(body[at - 1])) continue;
        var buffer: [longest]u8 = undefined;
        return if (reader.has(beginnings, std.ascii.lowerString(&buffer, body[0..at])) and std.ascii.isUpper(body[0])) 0 else at;
    }
    return 0;
}

fn sayShape(r: *const Reader, at: usize, word: Word) void {
    var buffer: [longest + 2]u8 = undefined;
    if (isRespelled(word.body)) return r.say(reader.find(respelled, std.ascii.lowerString(&buffer, word.body)).?);
    var rest = word.body;
    var is_joined = false;
    while (rest.len > 0) {
        const split = splits(rest);
        const part = if (split > 0) rest[0..split] else rest;
        rest = rest[part.len..];
        var has_ending = word.has_ending and rest.len == 0;
        if (isUpper(part) and search.eql(u8, rest, "s")) {
            has_ending = true;
            rest = "";
        }
        sayPart(r, at, part, has_ending, is_joined);
        is_joined = true;
    }
}

fn sayPart(r: *const Reader, at: usize, part: []const u8, has_ending: bool, is_joined: bool) void {
    var buffer: [longest + 2]u8 = undefined;
    const lower = std.ascii.lowerString(&buffer, part);
    const is_whole = part.len == Word.init(r.text(at)).body.len;
    const is_word = if (part.len == 1) false else if (isUpper(part)) !is_whole and lower.len > 3 and syllables.isPronounceable(lower) else syllables.hasVowel(lower) and
        !(is_whole and !syllables.isPronounceable(lower));
    // The D of PhDs.
    const is_plural = part.len == 2 and part[1] == 's' and !is_word;
    if (!is_word) return r.speech.letters(if (is_plural) part[0..1] else part, has_ending or is_plural);
    if (has_ending) @memcpy(buffer[lower.len..][0..2], "'s");
    const spelling = buffer[0 .. lower.len + 2 * @as(usize, @intFromBool(has_ending))];
    if (is_joined) r.speech.joined(.english, spelling) else r.speech.word(.english, spelling);
}

const expectSaid = @import("english_test.zig").expectSaid;

test "initialisms and acronyms" {
    try expectSaid(&.{
        .{ "FBI", "F B I" },
        .{ "NASA and the CIA's CDs", "nasa and the C I As C Ds" },
        .{ "BREAKING NEWS FROM THE USA", "breaking news from the U S A" },
        .{ "I said NO", "i said no" },
        .{ "YOU are NOT", "you are not" },
        .{ "JPEG", "jay-peg" },
        .{ "AT&T and R&D", "A T and T and R and D" },
        .{ "qwt", "Q W T" },
        .{ "hmm", "hmm" },
    });
}

test "letters" {
    try expectSaid(&.{
        .{ "plan B", "plan B" },
        .{ "Vitamin A is", "vitamin A is" },
        .{ "A dog and a cat and I", "a dog and a cat and i" },
        .{ "x-ray", "X-ray" },
        .{ "T-shirt", "T-shirt" },
        .{ "(a)", "( A )" },
    });
}

test "camelCase, digits and hyphens" {
    try expectSaid(&.{
        .{ "iPhone", "I-phone" },
        .{ "JavaScript", "java-script" },
        .{ "openAI", "open A I" },
        .{ "McDonald's", "mcdonald's" },
        .{ "YouTube's", "you-tube's" },
        .{ "iOS", "I O S" },
        .{ "PhDs", "P H Ds" },
        .{ "GPT-4", "G P T four" },
        .{ "B2B", "B two B" },
        .{ "mp3", "M P three" },
        .{ "COVID-19", "covid nineteen" },
        .{ "Win32 x86", "win thirty-two X eighty-six" },
        .{ "A320", "A three twenty" },
        .{ "anti-NATO", "anti nato" },
        .{ "well-known", "well - known" },
    });
}
