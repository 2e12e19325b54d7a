//! Rotary position embedding (Su et al. 2021, arXiv 2104.09864).

const model = @import("model");

const hidden = model.hidden;
const half = hidden / model.heads / 2;
/// Pairs turned at once: heads may be four wide.
const Pairs = @Vector(if (half % 4 == 0) 4 else 2, f32);
const step = @typeInfo(Pairs).vector.len;

const Angles = struct { cosines: [half]f32, sines: [half]f32 };
var angles: [model.context]Angles align(16) = undefined;

/// Fill the tables; to be called once.
pub fn prepare() void {
    for (0..half) |pair| {
        // Stepping by the exact rotation of one position in f64 stays within 1e-13 of cos and sin over the whole context.
        const step_cosine: f64 = model.rotation_cosines[pair];
        const step_sine: f64 = model.rotation_sines[pair];
        var cosine: f64 = 1;
        var sine: f64 = 0;
        for (&angles) |*angle| {
            angle.cosines[pair] = @floatCast(cosine);
            angle.sines[pair] = @floatCast(sine);
            const next = cosine * step_cosine - sine * step_sine;
            sine = cosine * step_sine + sine * step_cosine;
            cosine = next;
        }
    }
}

/// Rotate a query or key, each head's first half paired with its second half.
pub noinline fn rotate(row: *const [hidden]f32, position: usize, out: *[hidden]f32) void {
    const angle = &angles[position];
    var from: usize = 0;
    while (from < hidden) : (from += 2 * half) {
        var pair: usize = 0;
        while (pair < half) : (pair += step) {
            const first: Pairs = row[from + pair ..][0..step].*;
            const second: Pairs = row[from + pair + half ..][0..step].*;
            const cosine: Pairs = angle.cosines[pair..][0..step].*;
            const sine: Pairs = angle.sines[pair..][0..step].*;
            out[from + pair ..][0..step].* = first * cosine - second * sine;
            out[from + pair + half ..][0..step].* = second * cosine + first * sine;
        }
    }
}
