//! Korean words that stand side by side, read together: each takes over what the joint with its neighbour changes.

const korean_across = @import("korean_across.zig");
const reading_file = @import("reading.zig");
const transcript = @import("transcript.zig");

const Reading = reading_file.Reading;

/// A spoken word, after its item.
const Place = struct { item: usize, spoken: usize };

/// Join the Korean words between which there is nothing but space. Their phones must be known.
pub fn join(reading: *Reading) void {
    var before: ?Place = null;
    for (reading.items[0..reading.count], 0..) |*item, index| {
        const goes_on = index > 0 and item.stretch == reading.items[index - 1].stretch;
        if (!goes_on or item.what == .passed or item.what == .newline) before = null;
        for (item.first_spoken..item.first_spoken + item.spoken_count) |at| {
            const spoken = &reading.speech.spoken[at];
            if (spoken.language != .korean or spoken.what != .word) {
                before = null;
                continue;
            }
            // The parts of a long word are joined as it was read.
            if (before != null and !spoken.is_joined) joinTwo(reading, before.?, .{ .item = index, .spoken = at });
            before = .{ .item = index, .spoken = at };
        }
    }
}

fn joinTwo(reading: *Reading, first: Place, second: Place) void {
    var buffer: korean_across.Buffer = undefined;
    const joined = korean_across.join(of(reading, first), of(reading, second), &buffer) orelse return;
    reading.speech.setPhones(first.spoken, joined.first);
    reading.speech.setPhones(second.spoken, joined.second);
}

fn of(reading: *const Reading, place: Place) korean_across.Reading {
    const spoken = &reading.speech.spoken[place.spoken];
    return .{ .graphemes = reading.speech.words.graphemes(spoken.what.word), .phones = transcript.phonesOf(reading, place.item, place.spoken) };
}
