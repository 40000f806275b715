import { calibrate } from './calibrate.ts';
import { readExamples, readSupplement } from './corpora.ts';
import { fitEmotion } from './fit.ts';
import { writeEmotionModel } from './model-file.ts';

/** Fits and calibrates the emotion model on the sets of a data folder and writes it; same data, same bytes. */
export function trainEmotion(folder: string, path: string) {
  const examples = [...readExamples(folder, 'train').values()].flat();
  const model = fitEmotion([...examples, ...readSupplement()]);
  writeEmotionModel(path, calibrate(model, readExamples(folder, 'dev')));
}
