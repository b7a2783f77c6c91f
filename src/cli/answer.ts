import { helpOn, overview } from './help-on.ts';
import { verbNamed } from './parse.ts';
import { verbs } from './verbs/index.ts';
import type { Request } from './verbs/request.ts';

/**
 * Does what was asked for. Resolves to the exit code. Each verb loads what it needs: most of the time
 * of a short run is loading.
 */
export async function answer(request: Request): Promise<number> {
  switch (request.verb) {
    case 'check':
      return (await import('./check.ts')).check(request);
    case 'probe':
      return (await import('./probe-claims.ts')).probeClaims(request);
    case 'inspect':
      return (await import('./inspect.ts')).inspect(request);
    case 'explain':
      return (await import('./explain.ts')).explain(request);
    case 'check-adapter':
      return (await import('./check-plumbing.ts')).checkPlumbing(request);
    case 'check-vectors':
      return (await import('./check-vectors.ts')).checkVectors(request.path);
    case 'init':
      return (await import('./init.ts')).init(request.language, request.folder);
    case 'merge':
      return (await import('./merge.ts')).merge(request.paths, request.out);
    case 'report':
      return (await import('./report.ts')).report(request.paths, request.out);
    case 'compare':
      return (await import('./compare.ts')).compare(request);
    case 'known':
      return (await import('./known/known.ts')).known(request);
    case 'bisect':
      return (await import('./bisect.ts')).bisect(request);
    case 'oracle':
      if (request.serve) return (await import('./serve-oracle.ts')).serveOracle();
      return (await import('./oracle.ts')).oracle();
    case 'doctor':
      return (await import('./doctor.ts')).doctor(request.seed);
    case 'help':
      return said(request.topic === undefined ? overview(verbs) : helpOn(verbNamed(request.topic)));
    case 'version':
      return said((await import('./version.ts')).version);
  }
}

function said(text: string): number {
  console.log(text);
  return 0;
}
