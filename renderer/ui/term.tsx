import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Catalogue } from '../i18n/catalogue.ts';
import './term.css';

export type TermName = keyof Catalogue['term'];

/** A word of the field with its explanation on hover or focus. */
export function Term({ name, children }: { readonly name: TermName; readonly children?: string }) {
  const { t } = useTranslation();
  return (
    <TooltipTrigger delay={400}>
      <Button className="term">{children ?? t(`term.${name}.word`)}</Button>
      <Tooltip className="tooltip" offset={6}>
        {t(`term.${name}.means`)}
      </Tooltip>
    </TooltipTrigger>
  );
}
