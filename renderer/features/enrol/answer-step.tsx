import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfflineAnswerDoc } from '../../../main/contract/gba.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { download } from '../../ui/download.ts';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useCarried } from './carried.ts';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { StepFrame } from './step-frame.tsx';
import './answer-step.css';

/** The card's answer goes out, by code or by file. */
export function AnswerStep() {
  const answer = useEnrol(({ context }) => context.answer);
  return answer === undefined ? null : <Answer answer={answer} />;
}

function Answer({ answer }: { readonly answer: OfflineAnswerDoc }) {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { iccid = '', target } = useEnrol(({ context }) => context);
  const keep = useCarried((carried) => carried.keep);
  const { pending, document, file, outcome } = answer;
  const again = outcome === 'resynchronise';
  useEffect(() => {
    if (pending !== undefined) keep({ pending, iccid, target, at: Date.now() });
  }, [keep, pending, iccid, target]);
  return (
    <StepFrame
      question={t('enrol.answer.question')}
      lead={again ? t('enrol.answer.unsealed') : document === undefined ? undefined : t('enrol.answer.lead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={again ? t('enrol.answer.resyncNext') : t('enrol.answer.next')}
      onNext={() => actor.send({ type: 'NEXT' })}
    >
      {again && <Notice state="attention" title={t('enrol.answer.resync')} />}
      {file !== undefined && <Notice state="note" title={t('enrol.answer.inFile', { file })} />}
      {document !== undefined && (
        <div className="answer">
          <QrCode
            text={document}
            label={t('enrol.answer.code')}
            tooLong={<Notice state="note" title={t('enrol.answer.tooLong')} />}
          />
          <div className="stack">
            <div className="row">
              <Button
                onPress={() =>
                  download(`gba-answer-${iccid}.${again ? 'json' : 'jwe'}`, 'text/plain', document)
                }
              >
                {t('enrol.answer.save')}
              </Button>
              <CopyButton text={document} />
            </div>
            {!again && <p className="quiet prose">{t('enrol.answer.keep')}</p>}
            <Disclose label={t('enrol.answer.text')}>
              <p className="mono small answer-text">{document}</p>
            </Disclose>
          </div>
        </div>
      )}
    </StepFrame>
  );
}
