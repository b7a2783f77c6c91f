/** Parsers of JSON that files and people bring: tensors, problems, results, subjects, verdicts. */
import misprint from '../../bank/faults/misprint.ts';
import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { asVerdict } from '../../src/cli/as-verdict.ts';
import { checkSubject } from '../../src/contract/check-subject.ts';
import { planOf } from '../../src/gate/run/plan-of.ts';
import { runInfoOf } from '../../src/gate/run/run-info-of.ts';
import { verdictOf } from '../../src/gate/run/verdict-of.ts';
import { consult } from '../../src/oracle/consult.ts';
import { conclusion } from '../../src/report/console.ts';
import { markdown } from '../../src/report/markdown.ts';
import { asResults, checkResults, saidBy } from '../../src/vectors/check-results.ts';
import { readVectors } from '../../src/vectors/read-vectors.ts';
import type { VectorFile } from '../../src/vectors/vector-file.ts';
import { haveVectors } from '../../src/vectors/vectors-for.ts';
import { conclude } from '../../src/verdict/conclude.ts';
import { mergeVerdicts } from '../../src/verdict/merge-verdicts.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { isObject } from '../../src/wire/is-object.ts';
import { decodeGiven, encodeGiven } from '../../src/wire/json-given.ts';
import { decodeTensor, encodeTensor } from '../../src/wire/json-tensor.ts';
import { parseJson } from '../../src/wire/parse-json.ts';
import { must, same, type Target } from './target.ts';

const tensors = [
  '{"shape":[2,3],"data":[1,2,3,"-0","NaN","Infinity"]}',
  '{"shape":[2,2],"strides":[1,2],"offset":1,"data":[0,1,2,3,4]}',
  '{"shape":[4096,4096],"strides":[0,0],"offset":0,"data":[7]}',
  ...[
    '{"shape":[0,3],"data":[]}',
    '{"shape":[],"data":[1]}',
    '{"shape":[3],"data":[1e308,5e-324,0.1]}',
  ],
];

const problem =
  '{"X":{"shape":[2,3],"data":[1,2,3,4,5,6]},"W":{"shape":[3,2],"data":[1,0,0,1,1,1]},"dY":{"shape":[2,2],"data":[1,2,3,4]}';
const problems = [
  `${problem}}`,
  `${problem},"options":{"transX":false,"alpha":2,"wants":["dX"]}}`,
  `${problem},"options":{"into":{"dX":"X","dW":"W","accumulate":true}},"numberFormat":"float32"}`,
  `${problem},"exact":true,"accumulates":"float64","numberFormat":"bfloat16","formats":{"X":"float8_e4m3fn"}}`,
  '{"X":{"shape":[3,2],"data":[1,2,3,4,5,6]},"W":{"shape":[2,2,1],"data":[1,2,3,4]},"groups":[2,1],"dY":{"shape":[3,1],"data":[1,2,3]}}',
  '{"X":{"shape":[2,2],"data":[1,2,3,4]},"W":"X","dY":{"shape":[2,2],"strides":[0,0],"offset":0,"data":[1]}}',
];

const vectors = smallest(readVectors('float32'));
const right = vectors.groups.flatMap(({ cases }) =>
  cases.map(({ id, expected }) => {
    const answers = Object.entries(expected).map(([name, { data }]) => [name, data]);
    return { id, ...Object.fromEntries(answers) };
  }),
);
const results = [
  JSON.stringify({ subject: 's', numberFormat: 'float32', results: right }),
  JSON.stringify({
    subject: 's',
    numberFormat: 'float32',
    accumulates: 'float64',
    results: right.slice(0, 1),
  }),
  JSON.stringify({
    subject: 's',
    numberFormat: 'float32',
    subnormals: 'flushed',
    results: right.slice(1, 3),
  }),
];

/** A few small cases of each group. */
function smallest(file: VectorFile): VectorFile {
  const groups = file.groups.slice(0, 4).map((group) => ({
    ...group,
    cases: group.cases.filter((each) => JSON.stringify(each).length < 700).slice(0, 3),
  }));
  return { ...file, groups };
}

const subjects = [
  '{"name":"s","numberFormat":"float32","backward":"f","forward":"f","claims":{"deterministic":true,"accumulates":"float64"}}',
  '{"name":"s","numberFormat":"float64","backward":"f","knownFailures":{"equation-1":"a link"},"claims":{"layouts":["column-major"]}}',
  '{"name":"s","numberFormat":"bfloat16","backward":"f","formats":{"X":"float8_e4m3fn","dW":"float32"},"reset":"f"}',
  '{"name":"s","numberFormat":"float32","backward":"f","formats":{"X":{"codes":"float4_e2m1fn","scales":"float8_e4m3fn","block":[1,16],"globalScale":"float32"}}}',
];

const verdicts = [await shard(1), await shard(2)];

/** Of a fault, with a counterexample. */
async function shard(index: number): Promise<Verdict> {
  const ids = ['equation-2', 'layout-independence', 'row-independence'];
  const options = { properties: ids, rounds: 2, runs: 20, extent: 5, shard: { index, of: 2 } };
  const plan = planOf(options);
  const properties = [];
  for (const id of ids) {
    properties.push(
      await verdictOf(propertyNamed(id), new Border(misprint), { ...plan, runs: 20 }),
    );
  }
  const run = { ...runInfoOf(misprint, plan), claims: {} };
  return conclude(run, properties, { gradgate: '0.1.0', complete: true });
}

function verdictIn(text: string): Verdict {
  const verdict = asVerdict(parseJson(text));
  same('a verdict that was written', asVerdict(JSON.parse(JSON.stringify(verdict))), verdict);
  return verdict;
}

/** Functions cannot be written: a text stands for one. */
function withFunctions(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    each === 'f' ? () => ({}) : each,
  ]);
  return Object.fromEntries(entries);
}

/** Parsers of JSON. */
export const jsonTargets: readonly Target[] = [
  {
    name: 'tensors',
    seeds: tensors,
    read: (text) => {
      const tensor = decodeTensor('X', parseJson(text));
      const again = decodeTensor('X', JSON.parse(JSON.stringify(encodeTensor(tensor))));
      same('a tensor that was written', encodeTensor(again), encodeTensor(tensor));
      return true;
    },
  },
  {
    name: 'questions',
    seeds: problems.slice(0, 3),
    read: (text) => {
      const fields = parseJson(text);
      if (!isObject(fields)) return false;
      const given = encodeGiven(decodeGiven(fields));
      same(
        'a question that was written',
        encodeGiven(decodeGiven(JSON.parse(JSON.stringify(given)))),
        given,
      );
      return true;
    },
  },
  {
    name: 'problems for the oracle',
    seeds: problems,
    read: (text) => isObject(JSON.parse(JSON.stringify(consult(parseJson(text))))),
  },
  {
    name: 'results of ports',
    seeds: results,
    read: (text) => {
      const found = asResults(parseJson(text));
      if (haveVectors(saidBy(found))) must(checkResults(found, vectors).judged >= 0, 'nothing');
      return true;
    },
  },
  {
    name: 'subjects, with known failures',
    seeds: subjects,
    read: (text) => {
      const subject = checkSubject(withFunctions(parseJson(text)));
      const info = runInfoOf(subject, planOf({}));
      must(new Border(subject).subject === subject && info.subject !== '', 'it has no name');
      return true;
    },
  },
  {
    name: 'verdicts',
    seeds: verdicts.map((verdict) => JSON.stringify(verdict)),
    read: (text) => {
      const verdict = verdictIn(text);
      const replay = (token: string): string => token;
      must(
        conclusion(verdict, replay) !== '' && markdown(verdict, replay) !== '',
        'nothing is told',
      );
      return true;
    },
  },
  {
    name: 'verdicts that are merged',
    seeds: verdicts.slice(0, 1).map((verdict) => JSON.stringify(verdict)),
    read: (text) => {
      const named = [
        { path: 'a', verdict: verdictIn(text) },
        { path: 'b', verdict: verdictIn(JSON.stringify(verdicts[1])) },
      ];
      verdictIn(JSON.stringify(mergeVerdicts(named)));
      return true;
    },
  },
];
