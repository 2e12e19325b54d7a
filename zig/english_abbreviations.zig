//! Abbreviations: Dr., St., etc., e.g., No. 5, U.S., J. R. R.

const std = @import("std");
const reader = @import("english_reader.zig");
const search = @import("search.zig");
const Reader = reader.Reader;

/// Abbreviations by what must be so, as the first letter of their words: t, a title, is capitalised and has a point or a name after it; n has a
/// point, and a name after it; d has a point and a number after it; c is capitalised and has a point; a has a point; o may have none.
const table = "mr=tmister;mrs=tmissus;ms=tmiz;prof=nprofessor;gov=ngovernor;sen=nsenator;rep=nrepresentative;gen=ngeneral;col=ncolonel;" ++
    "capt=ncaptain;" ++
    "lt=nlieutenant;sgt=nsergeant;cpl=ncorporal;maj=nmajor;cmdr=ncommander;adm=nadmiral;rev=nreverend;hon=nhonorable;pres=npresident;mt=nmount;" ++
    "ft=nfort;supt=nsuperintendent;msgr=nmonsignor;det=ndetective;jr=cjunior;sr=csenior;inc=cincorporated;ltd=climited;corp=ccorporation;" ++
    "co=ccompany;" ++
    "bros=cbrothers;ave=cavenue;blvd=cboulevard;rd=croad;hwy=chighway;pkwy=cparkway;univ=cuniversity;assn=cassociation;no=dnumber;" ++
    "nos=dnumbers;p=dpage;" ++
    "pp=dpages;vol=dvolume;ch=dchapter;fig=dfigure;figs=dfigures;sec=dsection;art=darticle;est=destablished;ca=dcirca;c=dcirca;apt=dapartment;" ++
    "ver=dversion;v=dversion;eq=dequation;ed=dedition;etc=oet-cetera;vs=oversus;dept=adepartment;approx=aapproximately;tel=atelephone;" ++
    "ext=aextension;" ++
    "govt=agovernment;misc=amiscellaneous;esp=aespecially;incl=aincluding;cf=acompare;viz=anamely;et=aet;al=aal;";

const after_saint = " in at from of to the and for by with near on through over mount port fort ";

pub noinline fn read(r: *const Reader, at: usize) usize {
    const word = r.lower(at);
    if (word.len == 1) {
        const end = dotted(r, at);
        if (end > 0) return end;
    } else if (word.len > 6) return 0;
    const has_point = r.is(at + 1, '.');
    const is_capital = r.isCapital(at);
    const next = r.skip(if (has_point) at + 2 else at + 1);
    if (is_capital and (reader.has("st dr", word)) and (has_point or r.isCapital(next))) return saint(r, at, next);
    if (r.isCase(at, "v") and has_point and r.isCapital(r.before(at)) and r.isCapital(next)) return say(r, "versus", at, true);
    if (r.isCase(at, "Ph") and has_point and r.isThis(at + 2, "d")) {
        r.say("PHD");
        return r.pastPoint(at + 3);
    }
    if (r.isCase(at, "v") and r.isDigits(at + 1)) return say(r, "version", at, false);
    const before_name = r.isCapital(next) and r.kind(next -% 1) == .space;
    // Most words are none: a look at what is around is cheaper than one into the table.
    if (!has_point and !(is_capital and before_name and word.len <= 3) and !reader.has("etc vs", word)) return 0;
    const entry = reader.find(table, word) orelse return 0;
    const fits = switch (entry[0]) {
        't' => is_capital and (has_point or before_name),
        'n' => has_point and is_capital and before_name,
        'd' => has_point and r.isDigits(next),
        'c' => has_point and is_capital,
        'a' => has_point and !r.isWordOrDigits(at + 2),
        else => !r.is(at + 1, '-'),
    };
    return if (fits) say(r, entry[1..], at, entry[0] == 't' or entry[0] == 'n' or entry[0] == 'd') else 0;
}

noinline fn say(r: *const Reader, full: []const u8, at: usize, takes_point: bool) usize {
    r.say(full);
    return if (takes_point and r.is(at + 1, '.')) at + 2 else r.pastPoint(at + 1);
}

/// St. and Dr.: the title before a name, or the street or drive after one.
noinline fn saint(r: *const Reader, at: usize, next: usize) usize {
    const before = r.before(at);
    const is_saint = r.lower(at)[0] == 's';
    const is_named = r.isCapital(before) and !r.isIn(before, after_saint) and !r.beginsSentence(before);
    const is_road = !r.isCapital(next) or (is_named and is_saint);
    if (is_road and !r.isWordOrDigits(before)) return 0;
    r.say(if (is_road) (if (is_saint) "street" else "drive") else (if (is_saint) "saint" else "doctor"));
    return if (is_road) r.pastPoint(at + 1) else if (r.is(at + 1, '.')) at + 2 else at + 1;
}

/// Letters with points: U.S., e.g., and the initials of J. R. R. Tolkien.
noinline fn dotted(r: *const Reader, at: usize) usize {
    if (!r.is(at + 1, '.')) return 0;
    const text = r.text(at);
    if (!r.isWord(at + 2)) {
        // An initial stands before a name or another initial.
        const next = r.skip(at + 2);
        const is_initial = next > at + 2 and std.ascii.isUpper(text[0]) and r.isCapital(next) and
            (r.isCapital(r.before(at)) or r.is(r.before(at), '.') or r.kind(at -% 1) == .edge) and !(text[0] == 'I' and r.text(next).len > 1 and !r.is(r.before(at), '.'));
        if (!is_initial) return 0;
        r.say(&.{std.ascii.toUpper(text[0])});
        return at + 2;
    }
    var letters: [16]u8 = undefined;
    var count: usize = 0;
    var end = at;
    while (count < letters.len and r.isWord(end) and r.text(end).len == 1 and std.ascii.isAlphabetic(r.text(end)[0]) and (r.is(end + 1, '.') or count > 0)) {
        letters[count] = std.ascii.toUpper(r.text(end)[0]);
        count += 1;
        end += 1;
        if (!r.is(end, '.') or !r.isWord(end + 1)) break;
        end += 1;
    }
    // No word of several letters may follow: a.txt.
    if (count < 2 or r.is(end -% 1, '.')) return 0;
    if (search.eql(u8, letters[0..count], "EG")) {
        r.say("for example");
    } else if (search.eql(u8, letters[0..count], "IE")) {
        r.say("that is");
    } else {
        const has_ending = r.is(end, '.') and r.is(end + 1, '\'') and r.isCase(end + 2, "s");
        r.speech.letters(letters[0..count], has_ending);
        if (has_ending) return end + 3;
    }
    return r.tail(r.pastPoint(end));
}

const expectSaid = @import("english_test.zig").expectSaid;

test "abbreviations" {
    try expectSaid(&.{
        .{ "Dr. Smith lives on Mulholland Dr.", "doctor smith lives on mulholland drive ." },
        .{ "St. Louis", "saint louis" },
        .{ "in St. Louis", "in saint louis" },
        .{ "10 Main St. in Boston", "ten main street in boston" },
        .{ "Mr. and Mrs. Jones", "mister and missus jones" },
        .{ "Ms Park", "miz park" },
        .{ "cats, dogs, etc.", "cats , dogs , et-cetera ." },
        .{ "No. 5", "number five" },
        .{ "He said no. 5 came.", "he said number five came ." },
        .{ "e.g. this, i.e. that", "for example this , that is that" },
        .{ "the U.S. and the U.K.", "the U S and the U K ." },
        .{ "J. R. R. Tolkien", "J R R tolkien" },
        .{ "a Ph.D. student", "a P H D student" },
        .{ "Roe v. Wade", "roe versus wade" },
        .{ "red vs. blue", "red versus blue" },
        .{ "Martin Luther King Jr. spoke", "martin luther king junior spoke" },
        .{ "pp. 3-7", "pages three to seven" },
        .{ "v1.2.3", "version one point two point three" },
    });
}
