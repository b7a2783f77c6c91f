/** Many verdicts as one page: who is right, and where the others are not. */
import { page } from '../html/page.tsx';
import { printed } from '../html/printed.ts';
import type { MatrixRow } from './matrix-row.ts';
import { matrixSentence } from './matrix-sentence.ts';
import { MatrixTable } from './matrix-table.tsx';
import { inOrder } from './standings.ts';
import { Wrongs } from './wrongs.tsx';

/** The page of these rows, in their order; `writtenBy` is who wrote it. */
export function matrixPage(unordered: readonly MatrixRow[], writtenBy: string): string {
  const rows = inOrder(printed(unordered));
  const [lead = '', ...more] = matrixSentence(rows).split('; ');
  const rest = more.length === 0 ? '' : `${more.join('; ')}.`;
  return page({
    title: 'Which matmul gradients are right?',
    writtenBy,
    children: (
      <>
        <section class="banner plain" aria-label="The matrix in a sentence">
          <p class="subject">Which matmul gradients are right?</p>
          <h1>{lead}</h1>
          {rest !== '' && <p>{rest}</p>}
        </section>
        <Wrongs rows={rows} />
        <MatrixTable rows={rows} />
      </>
    ),
  });
}
