import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorDoc } from '../../main/contract/error.ts';
import { errorDocOf } from '../client/engine-error.ts';
import { translateError } from '../i18n/translate-error.ts';
import { CopyButton } from './copy-button.tsx';
import { Disclose } from './disclose.tsx';
import { SignMark } from './sign.tsx';
import './error-block.css';

const detailText = (doc: ErrorDoc): string =>
  [
    `code: ${doc.code}`,
    ...(doc.clause === undefined ? [] : [`clause: ${doc.clause}`]),
    ...Object.entries(doc.details).map(([name, value]) => `${name}: ${String(value)}`),
    `what: ${doc.what}`,
  ].join('\n');

interface Props {
  readonly error: unknown;
  /** The document is at hand already. */
  readonly doc?: ErrorDoc;
  readonly action?: ReactNode;
  readonly live?: boolean;
}

/** An error in its four parts: what happened, what it means for this card, what to do now, details to copy. */
export function ErrorBlock({ error, doc = errorDocOf(error), action, live = true }: Props) {
  const { t, i18n } = useTranslation();
  const { what, meaning, hint } = translateError(doc, i18n.language);
  const text = detailText(doc);
  return (
    <section className="error-block" data-kind={doc.kind} {...(live && { role: 'alert' })}>
      <SignMark state={doc.kind === 'cancelled' ? 'attention' : 'fault'} />
      <div className="error-text">
        <p className="error-what">{what}</p>
        {meaning !== undefined && <p>{meaning}</p>}
        <p className="error-hint">{hint}</p>
        <Disclose label={t('error.details')}>
          <pre className="error-details">{text}</pre>
          <CopyButton text={text} label={t('error.copy')} />
        </Disclose>
        {action}
      </div>
    </section>
  );
}
