import { useTranslation } from 'react-i18next';
import type { GpInfoDoc } from '../../../../main/contract/globalplatform.ts';

/** What the card says of itself: recognition data and production data. */
export function DomainFacts({ info }: { readonly info: GpInfoDoc }) {
  const { t } = useTranslation();
  const { recognition, production } = info;
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    [t('bench.gp.facts.domain'), info.aid.toUpperCase()],
    [t('bench.gp.facts.version'), recognition?.version],
    [
      t('bench.gp.facts.protocols'),
      recognition?.protocols
        .map(({ protocol, option }) => `${protocol} (i = ${option.toUpperCase()})`)
        .join(', '),
    ],
    [t('bench.gp.facts.iin'), info.iin?.toUpperCase()],
    [t('bench.gp.facts.cin'), info.cin?.toUpperCase()],
  ];
  const made: readonly (readonly [name: string, value: string | undefined])[] = [
    [t('bench.gp.facts.fabricator'), production?.icFabricator],
    [t('bench.gp.facts.chip'), production?.icType],
    [t('bench.gp.facts.system'), production?.operatingSystem],
    [t('bench.gp.facts.serial'), production?.serialNumber],
    [t('bench.gp.facts.batch'), production?.batch],
    [t('bench.gp.facts.date'), production?.fabricationDate],
  ];
  return (
    <section className="panel stack-tight bench-part" aria-label={t('bench.gp.facts.title')}>
      <h2 className="bench-part-title">{t('bench.gp.facts.title')}</h2>
      <Facts facts={facts} />
      {production === undefined ? (
        <p className="quiet">{t('bench.gp.facts.noProduction')}</p>
      ) : (
        <>
          <h3>{t('bench.gp.facts.production')}</h3>
          <Facts facts={made} />
        </>
      )}
    </section>
  );
}

function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: string | undefined])[];
}) {
  const { t } = useTranslation();
  return (
    <dl className="gp-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={value === undefined ? 'quiet' : 'mono'}>{value ?? t('bench.gp.facts.notTold')}</dd>
        </div>
      ))}
    </dl>
  );
}
