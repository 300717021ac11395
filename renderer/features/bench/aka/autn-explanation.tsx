import { useTranslation } from 'react-i18next';
import type { AutnExplanationDoc } from '../../../../main/contract/aka.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { Sign, type SignState } from '../../../ui/sign.tsx';
import { AkaFindings } from './aka-findings.tsx';
import { useInSight } from './use-in-sight.ts';

const macSigns = {
  right: 'good',
  'right-for-gba-u': 'attention',
  wrong: 'fault',
  unchecked: 'unknown',
} as const satisfies Record<AutnExplanationDoc['mac'], SignState>;

const bytes = (hex: string): string => (hex.match(/../g) ?? []).join(' ').toUpperCase();

/** AUTN taken apart, byte by byte, and what follows from it; the worst first. */
export function AutnExplanation({ explanation }: { readonly explanation: AutnExplanationDoc }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const heading = useInSight<HTMLHeadingElement>(explanation);
  const { autn, concealedSqn, sqn, amf, amfMeaning, mac, findings } = explanation;
  return (
    <section className="panel stack" aria-label={t('bench.aka.explain.result')}>
      <h2 ref={heading} tabIndex={-1}>
        {t('bench.aka.explain.result')}
      </h2>
      <dl className="autn">
        <div className="autn-sqn">
          <dt>{t('bench.aka.explain.concealed')}</dt>
          <dd className="mono">{bytes(concealedSqn)}</dd>
          <dd className="small">
            {sqn === undefined ? (
              t('bench.aka.explain.sqnHidden')
            ) : (
              <>
                {t('bench.aka.explain.sqnIs')} <span className="mono">{bytes(sqn)}</span>
              </>
            )}
          </dd>
        </div>
        <div className="autn-amf">
          <dt>{t('bench.aka.amf')}</dt>
          <dd className="mono">{bytes(amf)}</dd>
        </div>
        <div className="autn-mac">
          <dt>{t('bench.aka.explain.mac')}</dt>
          <dd className="mono">{bytes(autn.slice(16))}</dd>
          <dd>
            <Sign state={macSigns[mac]}>{t(`bench.aka.mac.${mac}`)}</Sign>
          </dd>
        </div>
      </dl>
      <AkaFindings findings={findings} />
      <div>
        <h3>{t('bench.aka.explain.amfBits')}</h3>
        <dl className="aka-open">
          {amfMeaning.map(({ bits, meaning }) => (
            <div key={bits}>
              <dt>{t('bench.aka.explain.bit', { bits })}</dt>
              <dd>{say(meaning)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
