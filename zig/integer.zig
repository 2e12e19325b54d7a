//! Matrix products in integers: weights of one byte with a scale for each output, inputs rounded to sixteen bits with a scale for each
//! row. The sums are exact, and the rest is one multiplication in f32, so that a row gives the same bits on every host.

const builtin = @import("builtin");
const std = @import("std");
const float = @import("project.zig");
const math = @import("math.zig");

const Lanes = math.Lanes;
const Sums = @Vector(4, i32);
const Halves = @Vector(8, i16);
const panel_outputs = float.panel_outputs;

/// Two inputs of a panel: for each of four groups of four outputs, the weights of both inputs output by output. They are as wide as what they
/// are multiplied with: widening them here takes a fifth of the multiplication's time.
const Step = [4][8]i16;

/// Rows that are rounded at once: as many as stay close at hand.
fn rowsAtOnce(comptime inputs: usize) usize {
    return @min(max_rows, rounded.len / (inputs / 2) / 2 * 2);
}

const max_rows = 32;
const max_inputs = 1024;

/// A matrix in static memory: whole panels of sixteen outputs, filled up with zeros.
pub fn Storage(comptime inputs: usize, comptime outputs: usize) type {
    comptime std.debug.assert(inputs % 4 == 0 and inputs <= max_inputs);
    const count = float.panels(outputs);
    return struct {
        const Self = @This();

        steps: [count * inputs / 2]Step align(16),
        scales: [count * panel_outputs]f32 align(16),

        pub fn view(self: *const Self) Matrix(inputs) {
            return .{ .steps = &self.steps, .scales = &self.scales };
        }

        /// Set the weights of an output.
        pub fn set(self: *Self, output: usize, codes: []const i8, scale: f32) void {
            for (codes, 0..) |code, input| at(inputs, &self.steps, input, output).* = code;
            self.scales[output] = scale;
        }

        /// Copy the weights of an output of another matrix.
        pub fn copy(self: *Self, output: usize, from: Matrix(inputs), its_output: usize) void {
            for (0..inputs) |input| {
                at(inputs, &self.steps, input, output).* = at(inputs, @constCast(from.steps), input, its_output).*;
            }
            self.scales[output] = from.scales[its_output];
        }
    };
}

fn at(comptime inputs: usize, steps: []Step, input: usize, output: usize) *i16 {
    const step = &steps[output / panel_outputs * (inputs / 2) + input / 2];
    return &step[output % panel_outputs / 4][output % 4 * 2 + input % 2];
}

/// Some outputs of a matrix, whole panels of them.
pub fn Matrix(comptime inputs: usize) type {
    return struct {
        const Self = @This();

        steps: []const Step,
        scales: []const f32,

        /// `count` outputs from `first` on.
        pub fn part(self: Self, first: usize, count: usize) Self {
            return .{ .steps = self.steps[first / panel_outputs * (inputs / 2) ..], .scales = self.scales[first..][0..count] };
        }

        /// y = xW, or y += xW, for `count` rows of x.
        pub fn project(self: Self, comptime x_stride: usize, x: [*]const f32, count: usize, y: [*]f32, y_stride: usize, target: float.Target) void {
            var done: usize = 0;
            while (done < count) {
                const rows = @min(count - done, comptime rowsAtOnce(inputs));
                const pairs = round(inputs, x_stride, x + done * x_stride, rows);
                multiply(inputs, self.steps.ptr, self.scales, pairs, rows, y + done * y_stride, y_stride, target);
                done += rows;
            }
        }
    };
}

/// The rows being multiplied, and what their inputs are to be multiplied with. Each pair of inputs stands there four times, as it is used.
var rounded: [2 * max_inputs / 2 * 2]Halves = undefined;
var factors: [max_rows]f32 = undefined;

/// Round rows to integers as large as the sums allow.
noinline fn round(comptime inputs: usize, comptime x_stride: usize, x: [*]const f32, rows: usize) [*]const Halves {
    const largest: f32 = comptime @min(32767, std.math.maxInt(i32) / (127 * inputs));
    const sign: Sums = @splat(0x7FFFFFFF);
    for (0..rows) |row| {
        const values = x[row * x_stride ..][0..inputs];
        var highest: Lanes = @splat(0);
        var from: usize = 0;
        while (from < inputs) : (from += 4) {
            const magnitude: Lanes = @bitCast(@as(Sums, @bitCast(@as(Lanes, values[from..][0..4].*))) & sign);
            highest = math.larger(highest, magnitude);
        }
        const peak = math.largest(highest);
        factors[row] = peak / largest;
        const inverse: Lanes = @splat(if (peak == 0) 0 else largest / peak);
        // Adding 1.5·2²³ rounds to the nearest integer and leaves it in the low bits.
        const shift: Lanes = @splat(12582912.0);
        from = 0;
        while (from < inputs) : (from += 4) {
            const shifted: @Vector(8, i16) = @bitCast(@as(Lanes, values[from..][0..4].*) * inverse + shift);
            rounded[(row * inputs + from) / 2] = @shuffle(i16, shifted, undefined, [8]i32{ 0, 2, 0, 2, 0, 2, 0, 2 });
            rounded[(row * inputs + from) / 2 + 1] = @shuffle(i16, shifted, undefined, [8]i32{ 4, 6, 4, 6, 4, 6, 4, 6 });
        }
    }
    return &rounded;
}

/// Two rows share each load of weights, as in `project.zig`; a step takes two inputs at once.
noinline fn multiply(
    comptime inputs: usize,
    steps: [*]const Step,
    scales: []const f32,
    x: [*]const Halves,
    rows: usize,
    y: [*]f32,
    y_stride: usize,
    target: float.Target,
) void {
    for (0..scales.len / panel_outputs) |panel| {
        const weights = steps + panel * (inputs / 2);
        const of_panel = scales[panel * panel_outputs ..][0..panel_outputs];
        const to = y + panel * panel_outputs;
        var row: usize = 0;
        while (row + 2 <= rows) : (row += 2) tile(inputs, 2, weights, of_panel, x, row, to, y_stride, target);
        if (row < rows) tile(inputs, 1, weights, of_panel, x, row, to, y_stride, target);
    }
}

inline fn tile(
    comptime inputs: usize,
    comptime rows: usize,
    weights: [*]const Step,
    scales: *const [panel_outputs]f32,
    x: [*]const Halves,
    first: usize,
    y: [*]f32,
    y_stride: usize,
    target: float.Target,
) void {
    var sums: [rows][4]Sums = @splat(@splat(@splat(0)));
    var step = weights;
    var value = x + first * (inputs / 2);
    const end = value + inputs / 2;
    while (true) {
        inline for (&sums, 0..) |*sum, row| {
            inline for (sum, &step[0]) |*lanes, *group| lanes.* +%= dot(group.*, value[row * (inputs / 2)]);
        }
        // Not two steps at a time: a host's compiler loads all that a turn needs first, and the registers hold no more.
        step = math.opaquely([*]const Step, step + 1);
        value = math.opaquely([*]const Halves, value + 1);
        if (value == end) break;
    }
    inline for (sums, 0..) |sum, row| {
        const factor: Lanes = @splat(factors[first + row]);
        inline for (sum, 0..) |lanes, group| {
            const out = y[(first + row) * y_stride + group * 4 ..][0..4];
            const scale: Lanes = scales[group * 4 ..][0..4].*;
            const product = @as(Lanes, @floatFromInt(lanes)) * (scale * factor);
            const before: Lanes = out.*;
            out.* = if (target == .add) before + product else product;
        }
    }
}

/// Products of neighbours, added in pairs.
inline fn dot(a: Halves, b: Halves) Sums {
    if (comptime builtin.cpu.arch == .wasm32 and builtin.cpu.has(.wasm, .simd128)) return asm (
        \\local.get %[a]
        \\local.get %[b]
        \\i32x4.dot_i16x8_s
        \\local.set %[out]
        : [out] "=r" (-> Sums),
        : [a] "r" (a),
          [b] "r" (b),
    );
    const products = @as(@Vector(8, i32), a) * @as(@Vector(8, i32), b);
    return @shuffle(i32, products, undefined, [4]i32{ 0, 2, 4, 6 }) +% @shuffle(i32, products, undefined, [4]i32{ 1, 3, 5, 7 });
}

const testing = std.testing;

test "products are those of the rounded rows" {
    const inputs = 12;
    const outputs = 20;
    const stride = 16;
    var random: std.Random.DefaultPrng = .init(3);
    var storage: Storage(inputs, outputs) = std.mem.zeroes(Storage(inputs, outputs));
    var weights: [outputs][inputs]i8 = undefined;
    for (&weights, 0..) |*codes, output| {
        for (codes) |*code| code.* = random.random().intRangeAtMost(i8, -127, 127);
        storage.set(output, codes, 0.01);
    }
    const width = comptime float.panels(outputs) * panel_outputs;
    var x: [70 * stride]f32 = undefined;
    for (&x) |*value| value.* = random.random().floatNorm(f32);
    @memset(x[stride..][0..stride], 0);
    for ([_]usize{ 1, 2, 5, 33, 70 }) |count| {
        var y: [70 * width]f32 = @splat(1);
        storage.view().project(stride, &x, count, &y, width, .store);
        storage.view().project(stride, &x, count, &y, width, .add);
        var last: [70 * panel_outputs]f32 = undefined;
        storage.view().part(panel_outputs, panel_outputs).project(stride, &x, count, &last, panel_outputs, .store);
        for (0..count) |row| {
            for (0..outputs) |output| {
                var sum: f64 = 0;
                for (0..inputs) |input| sum += @as(f64, x[row * stride + input]) * @as(f64, @floatFromInt(weights[output][input])) * 0.01;
                try testing.expectApproxEqAbs(2 * sum, y[row * width + output], 1e-3);
                if (output >= panel_outputs) try testing.expectEqual(2 * last[row * panel_outputs + output - panel_outputs], y[row * width + output]);
            }
        }
    }
}
