/** reports/index.html: every report with a link, from the table of reports/README.md. */
import { page } from '../../src/report/html/page.tsx';

/** One row of the table. */
interface Listed {
  readonly files: readonly string[];
  readonly writtenBy: string;
  readonly about: string;
}

/** The page of this README. @throws Error, when it has no table */
export function reportsIndex(readme: string): string {
  const rows = rowsOf(readme);
  if (rows.length === 0) throw new Error('reports/README.md has no table any more');
  return page({
    title: 'Reports of gradgate',
    writtenBy: 'gradgate, by npm run derive',
    children: (
      <>
        <h1>Reports</h1>
        <p class="legend">
          Begin with the <a href="matrix.html">matrix</a> of libraries, or with{' '}
          <a href="runs/reference/report.html">a run</a>. What has not been written yet is not
          there: the command on the right writes it.
        </p>
        <section class="wide" aria-label="Reports">
          <table class="properties">
            <thead>
              <tr>
                <th scope="col">Report</th>
                <th scope="col">What it is</th>
                <th scope="col">Written by</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row row={row} key={row.files.join()} />
              ))}
            </tbody>
          </table>
        </section>
      </>
    ),
  });
}

function Row({ row: { files, writtenBy, about } }: { readonly row: Listed }) {
  return (
    <tr>
      <th scope="row">
        {files.map((file) => (
          <div key={file}>
            <a href={file.replace(/<.*$/, '')}>{file}</a>
          </div>
        ))}
      </th>
      <td>{about}</td>
      <td>{writtenBy}</td>
    </tr>
  );
}

function rowsOf(readme: string): Listed[] {
  const lines = readme.match(/^\|.*\|$/gm)?.slice(2) ?? [];
  return lines.map((line) => {
    const [, files = '', writtenBy = '', about = ''] = line.split('|').map((cell) => cell.trim());
    return { files: namesIn(files), writtenBy: plain(writtenBy), about: plain(about) };
  });
}

/** "`findings.md`, `findings-cpp.md`, `-go.md`": a name that begins with a dash goes on from the first. */
function namesIn(cell: string): string[] {
  const names = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const stem = names[0]?.replace(/\.\w+$/, '') ?? '';
  return names.map((name) => (name.startsWith('-') ? stem + name : name));
}

function plain(cell: string): string {
  return cell.replaceAll('`', '');
}
