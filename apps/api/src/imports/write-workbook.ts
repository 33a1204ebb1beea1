/** A thread that packs one sheet into a workbook. */
import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile from 'write-excel-file/node';
import type { SheetCell } from './write-file.ts';

const sheet = workerData as SheetCell[][];
const cells = sheet.map((row) => row.map((value) => (typeof value === 'string' ? { value, type: String } : value)));
const bytes = await writeXlsxFile(cells).toBuffer();
parentPort?.postMessage(bytes, []);
