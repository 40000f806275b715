import type { Reason } from '../../../events/reading.ts';

/** Why, in words and points: what weighs most comes first. */
export const Reasons = ({ reasons }: { reasons: Reason[] }) => (
  <ul class="reasons">
    {[...reasons]
      .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
      .map(({ because, weight }) => (
        <li key={because}>
          <b>{weight > 0 ? `+${Math.round(weight)}` : String(Math.round(weight)).replace('-', '−')}</b>
          <span>{because}</span>
          <i class={weight < 0 ? 'less' : ''} style={{ width: `${Math.min(100, Math.abs(weight))}%` }} />
        </li>
      ))}
  </ul>
);
