//! Whether English could pronounce a string of letters: acronyms that it could are words (NASA), others are read by letter (FBI).

const std = @import("std");
const reader = @import("english_reader.zig");
const has = reader.has;

/// Groups of consonants that begin syllables, and those that end them; single ones do both.
const onsets = " bl br ch chr cl cr dr dw fl fr gh gl gr kh kl kn kr ph pl pr ps qu sc scr sh shr sk sl sm sn sp spl spr st str sw th thr tr tw wh wr ";
const codas = " ch ck cks ct cts ds ff fs ft gh gs ks ld lf lk ll lls lm lp ls lt lts mp mps ms nc nch nd nds ng ngs nk nks ns nt nts nx ph ps pt pts rb rc rch rd " ++
    "rds rf rk rks rl rm rms rn rns rp rps rs rsh rst rt rts sh sk sks sp ss st sts tch th ths ts tt bs wn wns wl wk hn rg rgs rld lth nth ngth lfth xt xts xth pth ght ghts gh dg ws zz tz lds rl rls ";

/// Whether every group of consonants of a lower-case word is one that words have.
pub noinline fn isPronounceable(word: []const u8) bool {
    var at: usize = 0;
    var vowels: usize = 0;
    while (true) {
        const start = at;
        while (at < word.len and !isVowel(word, at)) at += 1;
        const consonants = word[start..at];
        if (vowels == 0 and !isOneOf(onsets, consonants)) return false;
        if (at == word.len) return vowels > 0 and isOneOf(codas, consonants);
        if (vowels > 0 and !parts(consonants)) return false;
        const first = at;
        while (at < word.len and isVowel(word, at)) at += 1;
        vowels += at - first;
        if (at - first > 2 or (at - first == 2 and word[first] == word[first + 1] and word[first] != 'e' and word[first] != 'o')) return false;
    }
}

/// Whether the consonants between vowels are the end of a syllable and the beginning of the next.
fn parts(consonants: []const u8) bool {
    for (0..consonants.len + 1) |split| {
        if (isOneOf(codas, consonants[0..split]) and isOneOf(onsets, consonants[split..])) return true;
    }
    return false;
}

fn isOneOf(groups: []const u8, consonants: []const u8) bool {
    return consonants.len < 2 or has(groups, consonants);
}

pub fn hasVowel(word: []const u8) bool {
    for (0..word.len) |at| if (isVowel(word, at)) return true;
    return false;
}

fn isVowel(word: []const u8, at: usize) bool {
    return switch (word[at]) {
        'a', 'e', 'i', 'o' => true,
        'u' => at == 0 or word[at - 1] != 'q',
        'y' => at > 0 and (at + 1 == word.len or reader.indexOf("aeiou", word[at + 1]) == null),
        else => false,
    };
}

test "acronyms are pronounceable, initialisms are not" {
    for ([_][]const u8{ "nasa", "nato", "unesco", "unicef", "laser", "nafta", "opec", "scuba", "fema", "aids", "nasdaq", "covid", "swat" }) |word| {
        try std.testing.expect(isPronounceable(word));
    }
    for ([_][]const u8{ "http", "html", "nypd", "espn", "rsvp", "naacp", "ieee", "ymca", "lgbt", "oecd", "ussr", "ncaa", "usps" }) |word| {
        try std.testing.expect(!isPronounceable(word));
    }
}
