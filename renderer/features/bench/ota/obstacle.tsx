import { useTranslation } from 'react-i18next';
import type { ErrorDoc } from '../../../../main/contract/error.ts';
import { translateError } from '../../../i18n/translate-error.ts';
import { Notice } from '../../../ui/notice.tsx';

/** Why a packet could not be opened to the end: nothing has failed, something is missing. */
export function Obstacle({ doc }: { readonly doc: ErrorDoc }) {
  const { i18n } = useTranslation();
  const { what, hint } = translateError(doc, i18n.language);
  return (
    <Notice state="attention" title={what}>
      <p>{hint}</p>
    </Notice>
  );
}
