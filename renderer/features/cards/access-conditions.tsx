import { useTranslation } from 'react-i18next';
import type { AccessDoc, KeyStatusDoc } from '../../../main/contract/card.ts';
import './access-conditions.css';

/** What may be done with a file, as sentences with the tries that are left. */
export function AccessConditions({
  access,
  keys,
}: {
  readonly access: readonly AccessDoc[];
  readonly keys: readonly KeyStatusDoc[];
}) {
  const { t } = useTranslation();
  return (
    <section className="access">
      <h3>{t('card.access.title')}</h3>
      {access.length === 0 ? (
        <p className="quiet">{t('card.access.unknown')}</p>
      ) : (
        <ul>
          {access.map((rule) => (
            <AccessSentence key={`${rule.operation} ${rule.sentence}`} rule={rule} keys={keys} />
          ))}
        </ul>
      )}
    </section>
  );
}

function AccessSentence({
  rule,
  keys,
}: {
  readonly rule: AccessDoc;
  readonly keys: readonly KeyStatusDoc[];
}) {
  const { t, i18n } = useTranslation();
  const status = rule.keys.length === 1 ? keys.find(({ name }) => name === rule.keys[0]) : undefined;
  const operation = t(`card.access.operation.${rule.operation}`);
  const plain = rule.operation !== 'other' && (rule.rule !== 'keys' || rule.keys.length === 1);
  const sentence =
    i18n.language === 'en' || !plain
      ? rule.sentence
      : t(`card.access.rule.${rule.rule}`, { operation, key: rule.keys[0] ?? '' });
  return (
    <li>
      {status?.triesLeft === undefined
        ? sentence
        : t('card.access.withTries', {
            sentence: sentence.replace(/\.$/, ''),
            tries: t('key.tries', { count: status.triesLeft }),
          })}
    </li>
  );
}
