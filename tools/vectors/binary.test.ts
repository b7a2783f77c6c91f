import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { vectorsNames } from '../../src/vectors/published.ts';
import { readVectors, vectorsFolder } from '../../src/vectors/read-vectors.ts';
import { arraysOf, describeCases, type NamedArray } from './arrays-of.ts';
import { binaryFiles } from './binary-files.ts';
import { npy } from './npz.ts';

/** The Python that has these modules, or none. */
function python(...modules: string[]): string | undefined {
  const known = [process.env['GRADGATE_PYTHON'] ?? 'python3', 'python3'];
  const script = modules.map((name) => `import ${name}`).join('; ');
  return known.find((name) => spawnSync(name, ['-c', script]).status === 0);
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const magic = new TextEncoder().encode('NUMPY');

/** A .npy read by the letter of its documentation. */
function readNpy(file: Uint8Array): { descr: string; shape: string; data: number[] } {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const length = view.getUint16(8, true);
  expect([...file.subarray(0, 8), (10 + length) % 64]).toEqual([0x93, ...magic, 1, 0, 0]);
  const header = new TextDecoder().decode(file.subarray(10, 10 + length));
  expect(header).toMatch(/^\{'descr': '.*', 'fortran_order': False, 'shape': \(.*\), \} *\n$/);
  const [, descr = '', shape = ''] = /'descr': '(.*?)'.*\((.*)\)/.exec(header) ?? [];
  const size = Number(descr.at(-1));
  const data = Array.from({ length: (file.length - 10 - length) / size }, (_, i) => {
    const place = 10 + length + i * size;
    if (size === 8) return view.getFloat64(place, true);
    return size === 4 ? view.getFloat32(place, true) : view.getUint8(place);
  });
  return { descr, shape, data };
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** A safetensors file read by the letter of its documentation. */
function readSafetensors(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const { __metadata__: metadata, ...entries } = header;
  return { start: 8 + length, metadata, entries: Object.entries<Entry>(entries), view };
}

describe.each(vectorsNames)('in %s', (format) => {
  const file = readVectors(format);
  const arrays = arraysOf(file);
  const files = binaryFiles(format, file);
  const bytes = (extension: string): Uint8Array =>
    files.get(`${format}.${extension}`) ?? new Uint8Array();

  test('the files are the same bytes every time', () => {
    expect(
      [...binaryFiles(format, file)].map(([name, content]) => [name, hashOf(content)]),
    ).toEqual([...files].map(([name, content]) => [name, hashOf(content)]));
  });

  test('the .npz has every array of every case, in the format, and what they mean', () => {
    const zipped = unzipSync(bytes('npz'));
    expect(Object.keys(zipped)).toHaveLength(arrays.length + 1);
    for (const { name, shape, data } of arrays) {
      const read = readNpy(zipped[`${name}.npy`] ?? new Uint8Array());
      const axes = read.shape.split(/, ?/).filter(Boolean).map(Number);
      const descr = data instanceof Float64Array ? '<f8' : '<f4';
      expect({ ...read, shape: axes }, name).toEqual({ descr, shape, data: Array.from(data) });
    }
    const text = Uint8Array.from(readNpy(zipped['cases.npy'] ?? new Uint8Array()).data);
    expect(JSON.parse(new TextDecoder().decode(text))).toEqual(
      JSON.parse(JSON.stringify(describeCases(file))),
    );
  });

  test('the safetensors have the same, each array at a multiple of its size, without holes', () => {
    const { start, metadata, entries, view } = readSafetensors(bytes('safetensors'));
    const byName = new Map(arrays.map((array): [string, NamedArray] => [array.name, array]));
    let next = 0;
    for (const [
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ] of entries) {
      const size = dtype === 'F64' ? 8 : 4;
      expect([from, (start + from) % size]).toEqual([next, 0]);
      next = to;
      const data = Array.from({ length: (to - from) / size }, (_, i) =>
        size === 8
          ? view.getFloat64(start + from + i * 8, true)
          : view.getFloat32(start + from + i * 4, true),
      );
      expect({ shape, data }, name).toEqual({
        shape: byName.get(name)?.shape,
        data: Array.from(byName.get(name)?.data ?? []),
      });
    }
    expect(start + next).toBe(view.byteLength);
    expect(entries).toHaveLength(arrays.length);
    expect(JSON.parse(metadata.cases)).toEqual(JSON.parse(JSON.stringify(describeCases(file))));
  });
});

test('arrays of rank 0, 1 and 2 have the shapes that Python writes', () => {
  const data = Float64Array.of(1);
  expect(readNpy(npy({ shape: [], data })).shape).toBe('');
  expect(readNpy(npy({ shape: [1], data })).shape).toBe('1,');
  expect(readNpy(npy({ shape: [1, 1], data })).shape).toBe('1, 1');
});

const numeric = python('numpy', 'safetensors.numpy');

test.skipIf(numeric === undefined)('NumPy and safetensors read both alike, and as the JSON', () => {
  const script = `
import json, sys, numpy as np
from safetensors.numpy import load_file
for format in ("float64", "float32"):
    z, s = np.load(f"{sys.argv[1]}/{format}.npz"), load_file(f"{sys.argv[1]}/{format}.safetensors")
    assert set(z.files) - {"cases"} == set(s), "names"
    for name in s:
        np.testing.assert_array_equal(z[name], s[name])
        assert z[name].dtype == s[name].dtype and z[name].shape == s[name].shape, name
    about = json.loads(bytes(z["cases"]))
    for group in json.load(open(f"{sys.argv[1]}/{format}.json", encoding="utf8"))["groups"]:
        for case in group["cases"]:
            assert about[case["id"]]["group"] == group["name"]
            X = np.array([float(x) for x in case["X"]["data"]]).ravel()
            np.testing.assert_array_equal(X, z[case["id"] + "/X"].ravel().astype(float))
            dX = case["expected"].get("dX")
            if dX is not None:
                right = np.array([float(x) for x in dX["data"]]).ravel()
                np.testing.assert_array_equal(right, z[case["id"] + "/expected.dX"].ravel())
print("alike")
`;
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-vectors-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const format of vectorsNames) {
    cpSync(join(vectorsFolder, `${format}.json`), join(folder, `${format}.json`));
    for (const [name, content] of binaryFiles(format, readVectors(format))) {
      writeFileSync(join(folder, name), content);
    }
  }
  const said = execFileSync(numeric ?? '', ['-c', script, folder], { encoding: 'utf8' });
  expect(said).toBe('alike\n');
});

const pure = python('json');

test.skipIf(pure === undefined)("the README's example in Python passes all plain cases", () => {
  const readme = readFileSync(join(vectorsFolder, 'README.md'), 'utf8');
  const [, script = ''] = /```python\n(.*?)```/s.exec(readme) ?? [];
  const root = join(vectorsFolder, '..');
  const said = execFileSync(pure ?? '', ['-c', script], { cwd: root, encoding: 'utf8' });
  const plain = readVectors('float64').groups.find(({ name }) => name === 'plain');
  expect(said).toBe(`${plain?.cases.length} cases pass\n`);
});
