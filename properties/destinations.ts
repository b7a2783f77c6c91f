import { Balls } from '../src/certified/balls.ts';
import { certifiedProduct } from '../src/certified/certified-product.ts';
import { agree, type Property } from '../src/property/property.ts';

/** Storage that is full of NaN is written over entirely, and storage that is to be added to is. */
export const destinations: Property = {
  id: 'destinations',
  cites: 'eq. (1), (2)',
  statement: 'gradients that are written into given storage fill it, or add to it, and it alone',
  needs: 'destinations',

  async *check({ problem, ask, draw, claims }) {
    const { X, W, dY } = problem;
    const [rightX, rightW] = [certifiedProduct(dY, W.T), certifiedProduct(X.T, dY)];
    const written = await ask(problem, { into: 'overwrite' });
    yield agree('dX, written over NaN', written.dX, rightX);
    yield agree('dW, written over NaN', written.dW, rightW);

    if (claims.destinations !== 'accumulate') return;
    const into = {
      dX: X.map(() => draw.integer(-3, 3)),
      dW: W.map(() => draw.integer(-3, 3)),
    };
    const added = await ask(problem, { into });
    const there = (name: 'dX' | 'dW') => (_: number, i: number, j: number) =>
      `there was ${into[name].at(i, j)} before`;
    const [dX, dW] = [rightX.plus(Balls.exact(into.dX)), rightW.plus(Balls.exact(into.dW))];
    yield { ...agree('dX, added to what was there', added.dX, dX), explain: there('dX') };
    yield { ...agree('dW, added to what was there', added.dW, dW), explain: there('dW') };
  },
};
