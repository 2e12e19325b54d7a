//! Units after numbers: 5km, 20°C, 60km/h, 50%.

const std = @import("std");
const reader_file = @import("korean_reader.zig");
const Reader = reader_file.Reader;
const isOneOf = reader_file.isOneOf;
const valueOf = reader_file.valueOf;

pub const Unit = struct {
    /// What is said before the number: 섭씨, 시속, and 리터 for 리터당.
    before: []const u8 = "",
    is_per: bool = false,
    power: u32 = 0,
    prefix: []const u8 = "",
    base: []const u8 = "",
    /// The token after it; zero if there is no unit.
    end: usize = 0,

    pub fn say(self: *const Unit, reader: *Reader) void {
        reader.say(switch (self.power) {
            '²' => "제곱",
            '³' => "세제곱",
            else => "",
        });
        reader.put(self.prefix);
        reader.put(self.base);
    }

    /// Say what stands before the number that begins at `start`, unless the text has it.
    pub fn sayBefore(self: *const Unit, reader: *Reader, start: usize) void {
        if (isOneOf(self.before, reader.hangulBefore(start))) return;
        reader.put(self.before);
        if (self.is_per) reader.put("당");
        reader.end();
    }
};

/// As they stand.
const whole = "m 미터 g 그램 l 리터 L 리터 t 톤 W 와트 V 볼트 Hz 헤르츠 hz 헤르츠 Pa 파스칼 cal 칼로리 ha 헥타르 cc 시시 ft 피트 mi 마일 lb 파운드 oz 온스 hr 시간 " ++
    "min 분 sec 초 dB 데시벨 px 픽셀 pt 포인트 ppm 피피엠 bpm 비피엠 rpm 아르피엠 mb 메가바이트 gb 기가바이트 kb 킬로바이트 tb 테라바이트 ML 밀리리터 bps 비피에스 inch 인치";
const prefixes = "k 킬로 K 킬로 M 메가 G 기가 T 테라 m 밀리 c 센티 n 나노 h 헥토 d 데시";
/// With a prefix.
const bases = "m 미터 g 그램 l 리터 L 리터 B 바이트 b 비트 Hz 헤르츠 W 와트 V 볼트 A 암페어 J 줄 Pa 파스칼 cal 칼로리 Wh 와트시 Ah 암페어시 bps 비피에스 s 초";
const symbols = "% 퍼센트 ‰ 퍼밀 ° 도 ㎜ 밀리미터 ㎝ 센티미터 ㎞ 킬로미터 ㎎ 밀리그램 ㎏ 킬로그램 ㏄ 시시 ㎖ 밀리리터 ℓ 리터 ㎡ 제곱미터 ㎢ 제곱킬로미터 ㎥ 세제곱미터 ㏊ 헥타르 " ++
    "㎐ 헤르츠 ㎾ 킬로와트 ㏈ 데시벨 ㎉ 킬로칼로리 Ω 옴 Ω 옴 ㎛ 마이크로미터";
const speeds = "h 시속 hr 시속 s 초속 sec 초속 min 분속 시 시속 초 초속";

/// The unit at `at` or after a space there.
pub fn find(reader: *const Reader, at: usize) Unit {
    var unit = simple(reader, reader.afterSpace(at));
    if (unit.end == 0 or unit.before.len > 0 or reader.symbol(unit.end) != '/') return unit;
    const speed = reader.valueAt(unit.end + 1, speeds);
    if (speed.len > 0) {
        unit.before = speed;
        unit.end += 2;
        return unit;
    }
    const divisor = simple(reader, unit.end + 1);
    if (divisor.end == 0) return unit;
    unit.before = divisor.base;
    unit.is_per = true;
    unit.end = divisor.end;
    return unit;
}

noinline fn simple(reader: *const Reader, at: usize) Unit {
    var unit: Unit = .{ .end = at + 1 };
    const text = reader.text(at);
    switch (reader.kind(at)) {
        .english => {
            latin(&unit, text);
            // KG, but not 5G.
            if (unit.base.len == 0 and text.len > 1) latin(&unit, reader.lower(at));
        },
        .symbol, .foreign => {
            const scale = reader.text(at + 1);
            unit.base = valueOf(symbols, text);
            // The micro sign, or the Greek letter for it.
            if (isOneOf("\u{B5} \u{3BC}", text)) {
                unit.prefix = "마이크로";
                unit.base = valueOf(bases, scale);
                unit.end += 1;
            }
            unit.before = valueOf("\u{2103} 섭씨 \u{2109} 화씨", text);
            if (text[0] == '%' and isOneOf("p", scale)) {
                unit.base = "퍼센트포인트";
                unit.end += 1;
            }
            if (reader.symbol(at) == '°') {
                unit.before = valueOf("C 섭씨 F 화씨 c 섭씨", scale);
                unit.end += @intFromBool(unit.before.len > 0);
            }
            if (unit.before.len > 0) unit.base = "도";
        },
        else => {},
    }
    if (unit.base.len == 0) return .{};
    const power = reader.symbol(unit.end);
    if (power == '²' or power == '³') {
        unit.power = power;
        unit.end += 1;
    }
    return unit;
}

noinline fn latin(unit: *Unit, text: []const u8) void {
    unit.base = valueOf(whole, text);
    if (isOneOf("mph kph kmh", text)) {
        unit.before = "시속";
        unit.base = if (text[0] == 'm') "마일" else "킬로미터";
    }
    if (unit.base.len > 0) return;
    unit.prefix = valueOf(prefixes, text[0..1]);
    if (unit.prefix.len > 0) unit.base = valueOf(bases, text[1..]);
}

const testing = std.testing;

fn expectUnit(text: []const u8, tokens: usize, expected: []const u8) !void {
    var reader = reader_file.readerOf(text);
    const unit = find(&reader, 1);
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
        try testing.expectEqual(0, find(&reader, 1).end);
    }
}
