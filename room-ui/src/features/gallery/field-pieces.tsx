/** Pieces that take what somebody types or chooses. */
import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx';
import { Combo } from '../../ui/Combo.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { ChoiceField, TextField, TickField } from '../../ui/Field.tsx';
import { FileField } from '../../ui/FileField.tsx';
import { HandIcon, PlayIcon } from '../../ui/icons.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { sampleStartMs, useSamplePersons } from './demo-data.ts';
import type { Piece } from './piece.ts';

export const fieldPieces: readonly Piece[] = [
  { id: 'textField', content: <TextFields /> },
  { id: 'textArea', content: <Areas /> },
  { id: 'searchField', content: <Search /> },
  { id: 'numberField', content: <Numbers /> },
  { id: 'dateTimeField', content: <Times /> },
  { id: 'switch', content: <Switches /> },
  { id: 'choiceGroup', content: <Choices />, hasLayouts: true },
  { id: 'combo', content: <Combos /> },
  { id: 'fileField', content: <Files /> },
];

function TextFields() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [theme, setTheme] = useState<'room' | 'paper'>('room');
  const [isTicked, setTicked] = useState(true);
  return (
    <>
      <TextField label={t('gallery.sampleLabel')} hint={t('gallery.sampleHint')} value={name} onChange={setName} />
      <TextField
        label={t('gallery.name')}
        hint={t('gallery.sampleHint')}
        problem={name ? undefined : t('gallery.sampleProblem')}
        value={name}
        onChange={setName}
        testId="gallery-text"
      />
      <ChoiceField
        label={t('gallery.theme')}
        value={theme}
        choices={[
          { value: 'room', text: t('gallery.room') },
          { value: 'paper', text: t('gallery.paper') },
        ]}
        onChange={setTheme}
      />
      <TickField label={t('gallery.sampleTick')} isTicked={isTicked} onChange={setTicked} />
    </>
  );
}

function Areas() {
  const { t } = useTranslation();
  const [text, setText] = useState(t('gallery.sampleText'));
  return <TextArea label={t('gallery.sampleNote')} value={text} onChange={setText} testId="gallery-area" />;
}

function Search() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  return (
    <SearchField
      label={t('gallery.searchField')}
      value={query}
      onChange={setQuery}
      isLabelUnseen
      testId="gallery-search"
    />
  );
}

function Numbers() {
  const { t } = useTranslation();
  const [count, setCount] = useState<number | null>(25);
  return (
    <NumberField
      label={t('gallery.sampleNumber')}
      unit={t('gallery.sampleUnit')}
      value={count}
      onChange={setCount}
      min={0}
      max={2_000}
      step={5}
      testId="gallery-number"
    />
  );
}

function Times() {
  const { t } = useTranslation();
  const [startMs, setStartMs] = useState<number | null>(sampleStartMs);
  return (
    <DateTimeField label={t('gallery.sampleStart')} valueMs={startMs} onChange={setStartMs} testId="gallery-start" />
  );
}

function Switches() {
  const { t } = useTranslation();
  const [isOn, setOn] = useState(true);
  return (
    <>
      <Switch label={t('gallery.sampleSwitch')} isOn={isOn} onChange={setOn} testId="gallery-switch" />
      <Switch
        label={t('gallery.recording')}
        hint={t('gallery.sampleHint')}
        isOn={!isOn}
        onChange={() => setOn(!isOn)}
      />
    </>
  );
}

function Choices() {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'chair' | 'automatic'>('chair');
  return (
    <ChoiceGroup
      label={t('gallery.sampleMode')}
      value={mode}
      onChange={setMode}
      testId="gallery-mode"
      choices={[
        {
          value: 'chair',
          text: t('gallery.sampleModeChair'),
          hint: t('gallery.sampleModeChairHint'),
          icon: <HandIcon />,
        },
        {
          value: 'automatic',
          text: t('gallery.sampleModeAutomatic'),
          hint: t('gallery.sampleModeAutomaticHint'),
          icon: <PlayIcon />,
        },
      ]}
    />
  );
}

function Combos() {
  const { t } = useTranslation();
  const persons = useSamplePersons(300);
  const [chosen, setChosen] = useState<string | null>('p-3');
  const items = persons.map(({ id, name, title }) => ({ id, text: name, hint: title }));
  return (
    <Combo label={t('gallery.samplePerson')} items={items} value={chosen} onChange={setChosen} testId="gallery-combo" />
  );
}

function Files() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  return (
    <>
      <FileField
        label={t('gallery.sampleFile')}
        hint={t('gallery.sampleFileHint')}
        accept=".csv,.xlsx"
        onFile={(file) => setName(file.name)}
        testId="gallery-file"
      />
      <p role="status">{name && t('gallery.sampleFileTaken', { name })}</p>
    </>
  );
}
