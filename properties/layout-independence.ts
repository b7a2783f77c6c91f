import { agree, identical, type Property } from '../src/property/property.ts';

/** A view and its dense copy are the same matrix, whatever lies between the entries of the view. */
export const layoutIndependence: Property = {
  id: 'layout-independence',
  cites: 'definition',
  statement: 'operands that are strided views give the gradients that their dense copies give',
  needs: 'layouts',

  async *check({ problem, backward, claims }) {
    const same = claims.deterministic === 'any layout' ? identical : agree;
    const { layouts: _, ...copies } = problem;
    const views = await backward(problem);
    const { dX, dW } = await backward(copies);
    yield same('dX of views', views.dX, dX);
    yield same('dW of views', views.dW, dW);
  },
};
