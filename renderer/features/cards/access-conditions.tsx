import { useTranslation } from 'react-i18next';
import type { AccessDoc, KeyStatusDoc } from '../../../main/contract/card.ts';
import { accessGroups } from './access-groups.ts';
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
          {accessGroups(access).map((rules) => (
            <AccessSentence key={rules.map(({ sentence }) => sentence).join(' ')} rules={rules} keys={keys} />
          ))}
        </ul>
      )}
    </section>
  );
}

function AccessSentence({
  rules,
  keys,
}: {
  readonly rules: readonly AccessDoc[];
  readonly keys: readonly KeyStatusDoc[];
}) {
  const { t, i18n } = useTranslation();
  const [first] = rules;
  if (first === undefined) return null;
  const status = first.keys.length === 1 ? keys.find(({ name }) => name === first.keys[0]) : undefined;
  const plain = first.operation !== 'other' && (first.rule !== 'keys' || first.keys.length === 1);
  // The engine's own sentence is the better one where it is in the language of the user, and where it says more.
  const sentence =
    rules.length === 1 && (i18n.language === 'en' || !plain)
      ? first.sentence
      : t(`card.access.rule.${first.rule}`, {
          count: rules.length,
          key: first.keys[0] ?? '',
          operation: new Intl.ListFormat(i18n.language).format(
            rules.map(({ operation }) => t(`card.access.operation.${operation}`)),
          ),
        });
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
