import { useTranslation } from 'react-i18next';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { CardLost, useCardIn } from '../cards/card-lost.tsx';
import { DocumentInput } from './document-input.tsx';
import { useEnrol, useEnrolActor } from './enrol-provider.tsx';
import { LabDocument } from './lab-document.tsx';
import { StepFrame } from './step-frame.tsx';

/** The operator's challenge comes in; then the card answers it. */
export function ChallengeStep() {
  const { t } = useTranslation();
  const actor = useEnrolActor();
  const { challenge, answerFile, error, reader, iccid, readiness } = useEnrol(({ context }) => context);
  const answering = useEnrol((snapshot) => snapshot.matches('answering'));
  const { present } = useCardIn(reader, iccid);
  const put = (text: string, file = answerFile) =>
    actor.send({ type: 'CHALLENGE', challenge: text, answerFile: file });
  // Without a key to seal to, the answer may only go into a file.
  const needsFile = error?.code === 'gba.answer-needs-file';
  const impi = readiness?.impi;
  return (
    <StepFrame
      question={t('enrol.challenge.question')}
      lead={t('enrol.challenge.lead')}
      onBack={() => actor.send({ type: 'BACK' })}
      next={answering ? t('enrol.challenge.answering') : t('enrol.challenge.next')}
      onNext={() => actor.send({ type: 'NEXT' })}
      canGoOn={present && challenge.trim().length > 1}
      isPending={answering}
    >
      <CardLost reader={reader} iccid={iccid} />
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      <DocumentInput
        label={t('enrol.challenge.text')}
        help={t('enrol.challenge.paste')}
        value={challenge}
        onChange={put}
      >
        <LabDocument
          label={t('enrol.challenge.fromLab')}
          ask={impi === undefined ? undefined : { step: 'challenge', impi }}
          onDocument={put}
        />
      </DocumentInput>
      <Disclose key={String(needsFile)} label={t('enrol.challenge.more')} open={needsFile}>
        <div className="enrol-fields">
          <Field
            label={t('enrol.challenge.answerFile')}
            value={answerFile}
            onChange={(file) => put(challenge, file)}
            help={t('enrol.challenge.answerFileHelp')}
            mono
          />
        </div>
      </Disclose>
    </StepFrame>
  );
}
