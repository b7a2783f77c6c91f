import type { Other } from '../../verdict/counterexample.ts';
import { type Came, Mark } from './mark.tsx';

/** Would others have caught it? What the rules of other gradient checkers say of this problem. */
export function OtherCheckers({ others }: { readonly others: readonly Other[] }) {
  return (
    <div class="part others">
      <h4>Would others have caught it?</h4>
      <ul>
        {others.map(({ name, outcome }) => (
          <li key={name}>
            <Mark came={marks[outcome]} />
            <span>
              {name} <span class="quiet">{words[outcome]}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const marks = {
  caught: 'right',
  missed: 'wrong',
  'rejects a right one too': 'known',
  'cannot be asked': 'unclaimed',
} as const satisfies Record<Other['outcome'], Came>;

const words = {
  caught: 'catches it',
  missed: 'misses it',
  'rejects a right one too': 'rejects a right one, too',
  'cannot be asked': 'cannot be asked',
} as const satisfies Record<Other['outcome'], string>;
