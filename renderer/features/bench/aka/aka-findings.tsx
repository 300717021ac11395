import type { AkaFindingDoc } from '../../../../main/contract/aka.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { SignMark } from '../../../ui/sign.tsx';

/** What was found, each with what to do; the reason first. */
export function AkaFindings({ findings }: { readonly findings: readonly AkaFindingDoc[] }) {
  const say = useEngineWords();
  return (
    <ul className="aka-findings">
      {findings.map(({ severity, what, hint }) => (
        <li key={what}>
          <SignMark state={severity} />
          <div>
            <p className="aka-finding">{say(what)}</p>
            {hint !== undefined && <p className="quiet">{say(hint)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
