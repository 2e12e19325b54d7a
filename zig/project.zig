//! Matrix products: f32, plain multiply and add, each output summed over the inputs in their order, so that a row gives the same bits
//! on every host and in any company of other rows.

const math = @import("math.zig");

const Lanes = math.Lanes;

/// Outputs of a panel: four registers of four lanes. Weights are packed panel after panel, the inputs of a panel one after another:
/// `weights[(panel * inputs + input) * panel_outputs + output]`. The last panel is filled up with zeros.
pub const panel_outputs = 16;

pub fn panels(comptime outputs: usize) usize {
    return (outputs + panel_outputs - 1) / panel_outputs;
}

/// Where the weight that joins an input to an output lies.
pub fn at(comptime inputs: usize, input: usize, output: usize) usize {
    return (output / panel_outputs * inputs + input) * panel_outputs + output % panel_outputs;
}

/// What becomes of the products.
pub const Target = enum { store, add };

/// Some outputs of a matrix, whole panels of them.
pub fn Matrix(comptime inputs: usize) type {
    return struct {
        const Self = @This();

        weights: []const f32,

        /// `count` outputs from `first` on.
        pub fn part(self: Self, first: usize, count: usize) Self {
            return .{ .weights = self.weights[inputs * first ..][0 .. inputs * count] };
        }

        /// y = xW, or y += xW, for `count` rows of x.
        pub fn project(self: Self, comptime x_stride: usize, x: [*]const f32, count: usize, y: [*]f32, y_stride: usize, target: Target) void {
            multiply(inputs, x_stride, self.weights, x, count, y, y_stride, target);
        }
    };
}

/// A matrix in static memory.
pub fn Storage(comptime inputs: usize, comptime outputs: usize) type {
    return struct {
        const Self = @This();

        weights: [panels(outputs) * panel_outputs * inputs]f32 align(16),

        pub fn view(self: *const Self) Matrix(inputs) {
            return .{ .weights = &self.weights };
        }

        /// Copy the weights of an output of another matrix.
        pub fn copy(self: *Self, output: usize, from: Matrix(inputs), its_output: usize) void {
            for (0..inputs) |input| self.weights[at(inputs, input, output)] = from.weights[at(inputs, input, its_output)];
        }
    };
}

/// Two rows share each load of a weight:
///
///                     panel →
///                 ┌ wwww wwww wwww wwww ┐
///     x₀ x₀ x₀ …  │          ↓          │    y₀y₀y₀y₀ y₀y₀y₀y₀ y₀y₀y₀y₀ y₀y₀y₀y₀   eight registers
///     x₁ x₁ x₁ …  │        inputs       │    y₁y₁y₁y₁ y₁y₁y₁y₁ y₁y₁y₁y₁ y₁y₁y₁y₁   of sums
///                 └          ⋮          ┘
noinline fn multiply(
    comptime inputs: usize,
    comptime x_stride: usize,
    weights: []const f32,
    x: [*]const f32,
    count: usize,
    y: [*]f32,
    y_stride: usize,
    target: Target,
) void {
    var panel: [*]const Panel = @ptrCast(weights.ptr);
    for (0..weights.len / (inputs * panel_outputs)) |index| {
        var from = x;
        var to = y + index * panel_outputs;
        for (0..count / 2) |_| {
            tile(inputs, x_stride, 2, panel, from, to, y_stride, target);
            from += 2 * x_stride;
            to += 2 * y_stride;
        }
        if (count % 2 == 1) tile(inputs, x_stride, 1, panel, from, to, y_stride, target);
        panel += inputs;
    }
}

/// The weights of one input in a panel.
const Panel = [4][4]f32;

inline fn tile(
    comptime inputs: usize,
    comptime x_stride: usize,
    comptime rows: usize,
    weights: [*]const Panel,
    x: [*]const f32,
    y: [*]f32,
    y_stride: usize,
    target: Target,
) void {
    var sums: [rows][4]Lanes = @splat(@splat(@splat(0)));
    var weight = weights;
    var value = x;
    const end = x + inputs;
    while (true) {
        inline for (&sums, 0..) |*sum, row| {
            const input: Lanes = @splat(value[row * x_stride]);
            inline for (sum, &weight[0]) |*lanes, *group| lanes.* += input * @as(Lanes, group.*);
        }
        weight = math.opaquely([*]const Panel, weight + 1);
        value = math.opaquely([*]const f32, value + 1);
        if (value == end) break;
    }
    inline for (sums, 0..) |sum, row| {
        inline for (sum, 0..) |lanes, group| {
            const out = y[row * y_stride + group * 4 ..][0..4];
            const before: Lanes = out.*;
            out.* = if (target == .add) before + lanes else lanes;
        }
    }
}

const std = @import("std");
const testing = std.testing;

test "any number of rows and outputs gives the plain sums" {
    const inputs = 12;
    const stride = 16;
    inline for (.{ 4, 16, 20, 72 }) |outputs| {
        const width = comptime panels(outputs) * panel_outputs;
        var random: std.Random.DefaultPrng = .init(outputs);
        var weights: [width * inputs]f32 = undefined;
        for (&weights) |*weight| weight.* = random.random().floatNorm(f32);
        var x: [8 * stride]f32 = undefined;
        for (&x) |*value| value.* = random.random().floatNorm(f32);
        for (1..9) |count| {
            var y: [8 * width]f32 = @splat(1);
            multiply(inputs, stride, &weights, &x, count, &y, width, .store);
            multiply(inputs, stride, &weights, &x, count, &y, width, .add);
            for (0..count) |row| {
                for (0..outputs) |output| {
                    var sum: f32 = 0;
                    for (0..inputs) |input| {
                        sum += x[row * stride + input] * weights[at(inputs, input, output)];
                    }
                    try testing.expectEqual(sum + sum, y[row * width + output]);
                }
            }
        }
    }
}
