// C = A·B for A rows×inner and B inner×columns. A workgroup makes tiles of C, one after another. It stages
// a tile of A and one of B in shared memory, one entry a thread, and moves both along the inner axis.

const tile = 16u;

// Of each operand: how far it is from one row to the next, from one column to the next, and where it begins.
struct Call {
  rows: u32,
  inner: u32,
  columns: u32,
  a_row: i32,
  a_column: i32,
  a_offset: i32,
  b_row: i32,
  b_column: i32,
  b_offset: i32,
}

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

var<workgroup> a_tile: array<array<f32, tile>, tile>;
var<workgroup> b_tile: array<array<f32, tile>, tile>;

@compute @workgroup_size(tile, tile)
fn main(
  @builtin(local_invocation_id) local: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
) {
  // There may be fewer workgroups than tiles.
  for (var top = group.y * tile; top < call.rows; top += groups.y * tile) {
    for (var left = group.x * tile; left < call.columns; left += groups.x * tile) {
      make_tile(top, left, local);
    }
  }
}

fn make_tile(top: u32, left: u32, local: vec3<u32>) {
  let row = top + local.y;
  let column = left + local.x;
  var sum = 0.0;
  for (var first = 0u; first < call.inner; first += tile) {
    a_tile[local.y][local.x] = entry_of_a(row, first + local.x);
    b_tile[local.y][local.x] = entry_of_b(first + local.y, column);
    workgroupBarrier(); // both tiles are written
    for (var p = 0u; p < tile; p++) {
      sum += a_tile[local.y][p] * b_tile[p][local.x];
    }
    workgroupBarrier(); // both tiles were read
  }
  if (row < call.rows && column < call.columns) {
    c[row * call.columns + column] = sum;
  }
}

// Beyond the edges of an operand a tile has 0.

fn entry_of_a(row: u32, column: u32) -> f32 {
  if (row >= call.rows || column >= call.inner) { return 0.0; }
  return a[call.a_offset + i32(row) * call.a_row + i32(column) * call.a_column];
}

fn entry_of_b(row: u32, column: u32) -> f32 {
  if (row >= call.inner || column >= call.columns) { return 0.0; }
  return b[call.b_offset + i32(row) * call.b_row + i32(column) * call.b_column];
}
