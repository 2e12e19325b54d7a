//! Units after numbers: 5km, 20°C, 60km/h, 50%.

const std = @import("std");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const valueOf = reader_file.valueOf;

pub const Unit = struct {
    /// What is said before the number: 섭씨, 시속.
    before: []const u8 = "",
    /// What it is a part of: 리터당.
    per: []const u8 = "",
    power: []const u8 = "",
    prefix: []const u8 = "",
    base: []const u8,
    /// The token after it.
    end: usize = 0,
    /// Whether it counts with native numerals.
    is_native: bool = false,

    pub fn say(self: *const Unit, reader: *Reader) void {
        reader.put(" ");
        for ([_][]const u8{ self.power, self.prefix, self.base }) |part| reader.put(part);
    }

    pub fn sayBefore(self: *const Unit, reader: *Reader, start: usize) void {
        const is_said = isOneOf(self.before, reader.hangulBefore(start));
        if (!is_said) reader.put(self.before);
        if (self.per.len > 0) {
            reader.put(self.per);
            reader.put("당");
        }
        reader.put(" ");
    }
};

/// As they stand.
const whole = "m 미터 g 그램 l 리터 L 리터 t 톤 W 와트 V 볼트 Hz 헤르츠 hz 헤르츠 Pa 파스칼 cal 칼로리 ha 헥타르 cc 시시 ft 피트 yd 야드 mi 마일 lb 파운드 oz 온스 h 시간 hr 시간 hrs 시간 " ++
    "min 분 sec 초 dB 데시벨 px 픽셀 pt 포인트 ppm 피피엠 bpm 비피엠 rpm 아르피엠 mb 메가바이트 gb 기가바이트 kb 킬로바이트 tb 테라바이트 ML 밀리리터 Kcal 킬로칼로리 " ++
    "bps 비피에스 inch 인치 B 바이트";
const prefixes = "k 킬로 K 킬로 M 메가 G 기가 T 테라 m 밀리 c 센티 n 나노 u 마이크로 h 헥토 d 데시";
/// With a prefix.
const bases = "m 미터 g 그램 l 리터 L 리터 B 바이트 b 비트 Hz 헤르츠 W 와트 V 볼트 A 암페어 J 줄 Pa 파스칼 cal 칼로리 Wh 와트시 Ah 암페어시 bps 비피에스 s 초 N 뉴턴 eV 전자볼트";
const symbols = "% 퍼센트 ％ 퍼센트 ‰ 퍼밀 ° 도 ㎜ 밀리미터 ㎝ 센티미터 ㎞ 킬로미터 ㎎ 밀리그램 ㎏ 킬로그램 ㏄ 시시 ㎖ 밀리리터 ㎗ 데시리터 ℓ 리터 ㎘ 킬로리터 ㎡ 제곱미터 ㎢ 제곱킬로미터 " ++
    "㎠ 제곱센티미터 ㎥ 세제곱미터 ㎤ 세제곱센티미터 ㏊ 헥타르 ㎐ 헤르츠 ㎑ 킬로헤르츠 ㎒ 메가헤르츠 ㎓ 기가헤르츠 ㎾ 킬로와트 ㎽ 밀리와트 ㎸ 킬로볼트 ㎃ 밀리암페어 ㏈ 데시벨 " ++
    "㎉ 킬로칼로리 Ω 옴 Ω 옴 ㎛ 마이크로미터 ㎚ 나노미터 ㎍ 마이크로그램 ㎧ 미터 ㎅ 킬로바이트 ㎆ 메가바이트 ㎇ 기가바이트 Å 옹스트롬";
const speeds = "h 시속 hr 시속 s 초속 sec 초속 min 분속 시 시속 초 초속 분 분속";

/// The unit at `at` or after a space there.
pub fn find(reader: *const Reader, at: usize) ?Unit {
    const place = reader.afterSpace(at);
    var unit = simple(reader, place) orelse return null;
    // A time of day and a bare letter are no units: 3 h, 5 L 사이즈.
    if (place != at and unit.is_native) return null;
    if (unit.before.len > 0 or reader.symbol(unit.end) != '/') return unit;
    if (valueOf(speeds, reader.text(unit.end + 1))) |speed| {
        unit.before = speed;
        unit.end += 2;
    } else if (simple(reader, unit.end + 1)) |divisor| {
        unit.per = if (divisor.power.len + divisor.prefix.len == 0) divisor.base else return unit;
        unit.end = divisor.end;
    }
    return unit;
}

fn simple(reader: *const Reader, at: usize) ?Unit {
    var unit = switch (reader.kind(at)) {
        .english => latin(reader.text(at)) orelse capitals: {
            // KG, but not 5G.
            break :capitals if (reader.text(at).len > 1) latin(reader.lower(at)) else null;
        } orelse return null,
        .symbol, .foreign => ofSymbol(reader, at) orelse return null,
        else => return null,
    };
    if (unit.end == 0) unit.end = 1;
    unit.end += at;
    const power = reader.symbol(unit.end);
    if (power == '²' or power == '³') {
        unit.power = if (power == '²') "제곱" else "세제곱";
        unit.end += 1;
    }
    return unit;
}

fn ofSymbol(reader: *const Reader, at: usize) ?Unit {
    switch (reader.symbol(at)) {
        0x2103 => return .{ .before = "섭씨", .base = "도" },
        0x2109 => return .{ .before = "화씨", .base = "도" },
        '°' => {
            const scale = reader.lower(at + 1);
            if (std.mem.eql(u8, scale, "c")) return .{ .before = "섭씨", .base = "도", .end = 2 };
            if (std.mem.eql(u8, scale, "f")) return .{ .before = "화씨", .base = "도", .end = 2 };
        },
        '%' => if (isOneOf("p", reader.lower(at + 1))) return .{ .base = "퍼센트포인트", .end = 2 },
        0x33A7 => return .{ .before = "초속", .base = "미터" },
        else => {},
    }
    // The micro sign, or the Greek letter for it.
    if (isOneOf("\u{B5} \u{3BC}", reader.text(at))) {
        return .{ .prefix = "마이크로", .base = valueOf(bases, reader.text(at + 1)) orelse return null, .end = 2 };
    }
    return .{ .base = valueOf(symbols, reader.text(at)) orelse return null };
}

fn latin(text: []const u8) ?Unit {
    if (isOneOf("mph", text)) return .{ .before = "시속", .base = "마일" };
    if (isOneOf("kph kmh", text)) return .{ .before = "시속", .prefix = "킬로", .base = "미터" };
    if (valueOf(whole, text)) |base| return .{ .base = base, .is_native = isOneOf("h hr hrs", text) };
    const prefix = valueOf(prefixes, text[0..1]) orelse return null;
    return .{ .prefix = prefix, .base = valueOf(bases, text[1..]) orelse return null };
}

const testing = std.testing;

fn expectUnit(text: []const u8, tokens: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    const unit = find(&reader, 1).?;
    try testing.expectEqual(tokens, unit.end);
    unit.sayBefore(&reader, 0);
    unit.say(&reader);
    try reader_file.expectSaid(&reader, expected);
}

test "units with and without prefixes" {
    try expectUnit("5km", 2, "킬로미터");
    try expectUnit("5 ㎏", 3, "킬로그램");
    try expectUnit("5GB", 2, "기가바이트");
    try expectUnit("5MHz", 2, "메가헤르츠");
    try expectUnit("5ML", 2, "밀리리터");
    try expectUnit("5KM", 2, "킬로미터");
    try expectUnit("5cm³", 3, "세제곱센티미터");
    try expectUnit("5%p", 3, "퍼센트포인트");
    try expectUnit("5μm", 3, "마이크로미터");
}

test "units with a word before the number" {
    try expectUnit("5°C", 3, "섭씨 도");
    try expectUnit("5km/h", 4, "시속 킬로미터");
    try expectUnit("5mg/L", 4, "리터당 밀리그램");
    try expectUnit("5mph", 2, "시속 마일");
}

test "other words are no units" {
    for ([_][]const u8{ "5G", "5D", "5kids", "5는", "5!" }) |text| {
        const reader = reader_file.readerOf(text);
        try testing.expectEqual(null, find(&reader, 1));
    }
}
