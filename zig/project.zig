//! Matrix products: f32, plain multiply and add, each output summed over the inputs in their order, so that a row gives the same bits
//! on every host and in any company of other rows.

const Lanes = @import("math.zig").Lanes;

/// Outputs of a panel. Weights are packed panel after panel, the inputs of a panel one after another:
/// `weights[(panel * inputs + input) * panel_outputs + lane]`. The last panel is filled up with zeros.
pub const panel_outputs = 8;

/// Rows that share each load of a weight.
pub const block_rows = 4;

pub fn panels(comptime outputs: usize) usize {
    return (outputs + panel_outputs - 1) / panel_outputs;
}

/// Where the weight that joins an input to an output lies.
pub fn at(comptime inputs: usize, input: usize, output: usize) usize {
    return (output / panel_outputs * inputs + input) * panel_outputs + output % panel_outputs;
}

/// What becomes of the products.
pub const Target = enum { store, add };

/// y = xW, or y += xW, for `count` rows of x. Rows are computed four at a time unless there is only one: x and y must have room for a
/// multiple of four rows, of which those past `count` are left undefined.
///
///                   panel →
///                 ┌ w w w w w w w w ┐
///     x₀ x₀ x₀ …  │        ↓        │      eight registers of four lanes hold the sums,
///     x₁ x₁ x₁ …  │      inputs     │      y₀ y₀   two for each of four rows
///     x₂ x₂ x₂ …  │                 │      y₁ y₁
///     x₃ x₃ x₃ …  └                 ┘      y₂ y₂ …
pub fn project(
    comptime inputs: usize,
    comptime x_stride: usize,
    weights: []const f32,
    x: [*]const f32,
    count: usize,
    y: [*]f32,
    y_stride: usize,
    target: Target,
) void {
    const panel_weights = inputs * panel_outputs;
    var rest = weights;
    var column: usize = 0;
    if (count == 1) {
        while (rest.len >= 4 * panel_weights) : (rest = rest[4 * panel_weights ..]) {
            tile(inputs, x_stride, 4, 1, rest.ptr, x, y + column, y_stride, target);
            column += 4 * panel_outputs;
        }
    }
    while (rest.len > 0) : (rest = rest[panel_weights..]) {
        var row: usize = 0;
        while (row < count) : (row += block_rows) {
            tile(inputs, x_stride, 1, block_rows, rest.ptr, x + row * x_stride, y + row * y_stride + column, y_stride, target);
        }
        column += panel_outputs;
    }
}

inline fn tile(
    comptime inputs: usize,
    comptime x_stride: usize,
    comptime wide: usize,
    comptime rows: usize,
    weights: [*]const f32,
    x: [*]const f32,
    y: [*]f32,
    y_stride: usize,
    target: Target,
) void {
    comptime if (inputs % 4 != 0) @compileError("the number of inputs must be a multiple of four");
    var sums: [rows][2 * wide]Lanes = @splat(@splat(@splat(0)));
    var first: usize = 0;
    while (first < inputs) : (first += 4) {
        inline for (0..4) |step| {
            var loaded: [2 * wide]Lanes = undefined;
            inline for (&loaded, 0..) |*group, index| {
                const panel = index / 2 * inputs * panel_outputs;
                group.* = weights[panel + (first + step) * panel_outputs + index % 2 * 4 ..][0..4].*;
            }
            inline for (&sums, 0..) |*sum, row| {
                const input: Lanes = @splat(x[row * x_stride + first + step]);
                inline for (sum, loaded) |*lanes, weight| lanes.* += input * weight;
            }
        }
    }
    inline for (sums, 0..) |sum, row| {
        inline for (sum, 0..) |lanes, index| {
            const out = y[row * y_stride + index * 4 ..][0..4];
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
    inline for (.{ 8, 20, 40, 72 }) |outputs| {
        const width = comptime panels(outputs) * panel_outputs;
        var random: std.Random.DefaultPrng = .init(outputs);
        var weights: [width * inputs]f32 = undefined;
        for (&weights) |*weight| weight.* = random.random().floatNorm(f32);
        var x: [8 * stride]f32 = undefined;
        for (&x) |*value| value.* = random.random().floatNorm(f32);
        for (1..9) |count| {
            var y: [8 * width]f32 = @splat(1);
            project(inputs, stride, &weights, &x, count, &y, width, .store);
            project(inputs, stride, &weights, &x, count, &y, width, .add);
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
