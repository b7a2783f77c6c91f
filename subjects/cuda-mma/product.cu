// d = a·b + c by matrix instructions of a tensor core, for operands of any strides. One warp computes a tile of
// 16×8. Given are KIND, the end of the instruction's name; TERMS, how many it adds; and CODE, what operands are stored
// in. Fragments lie as the PTX manual has them for mma.m16n8k8, k16 and k32.

typedef unsigned int u4;
typedef unsigned short u2;
typedef unsigned char u1;

#define TEXT(words) #words
#define TEXT_OF(words) TEXT(words)

constexpr int codes = 4 / sizeof(CODE);  // in one register

struct Matrix {
  const CODE *data;
  long long rows, columns, row, column;  // extents, then strides

  __device__ unsigned at(long long i, long long j) const {
    return i < rows && j < columns ? data[i * row + j * column] : 0;
  }
};

extern "C" __global__ void product(
    const CODE *a, const CODE *b, const float *c, float *d, long long m, long long n, long long k,
    long long a_row, long long a_column, long long b_row, long long b_column) {
  const Matrix first = {a, m, n, a_row, a_column};
  const Matrix second = {b, n, k, b_row, b_column};
  const int group = threadIdx.x / 4, part = threadIdx.x % 4;
  // One axis for all blocks: along the others there are at most 65,535.
  const long long across = (k + 7) / 8;
  const long long row = blockIdx.x / across * 16 + group, column = blockIdx.x % across * 8;
  float sum[4];
  for (int e = 0; e < 4; e += 1) {
    const long long i = row + e / 2 * 8, j = column + part * 2 + e % 2;
    sum[e] = c != nullptr && i < m && j < k ? c[i * k + j] : 0;
  }
  for (long long start = 0; start < n; start += TERMS) {
    unsigned left[4] = {0}, right[2] = {0};
    for (int r = 0; r < 4; r += 1)
      for (int e = 0; e < codes; e += 1) {
        const long long inner = start + part * codes + e + r / 2 * (4 * codes);
        left[r] |= first.at(row + r % 2 * 8, inner) << (e * 8 * (int)sizeof(CODE));
      }
    for (int r = 0; r < 2; r += 1)
      for (int e = 0; e < codes; e += 1) {
        const long long inner = start + part * codes + e + r * (4 * codes);
        right[r] |= second.at(inner, column + group) << (e * 8 * (int)sizeof(CODE));
      }
    asm volatile("mma.sync.aligned.m16n8k" TEXT_OF(KIND) " {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
                 : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
                 : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(right[0]), "r"(right[1]));
  }
  for (int e = 0; e < 4; e += 1) {
    const long long i = row + e / 2 * 8, j = column + part * 2 + e % 2;
    if (i < m && j < k) d[i * k + j] = sum[e];
  }
}
