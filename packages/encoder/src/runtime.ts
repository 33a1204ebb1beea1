/** Runs the model: the whole input in, the pooled vectors out, row after row. */
export type Session = {
  runtime: RuntimeName;
  run: (batch: Batch) => Promise<Float32Array>;
  close: () => Promise<void>;
};

/** `native` is ONNX Runtime's own library, `wasm` the same in WebAssembly: anywhere, five times slower. */
export type RuntimeName = 'native' | 'wasm';

/** Piece ids of `rows` texts, each filled up to `width` with 0; the mask is 1 where there is a piece. */
export type Batch = { ids: BigInt64Array; mask: BigInt64Array; rows: number; width: number };

/** `only` insists on a runtime; `threads` compute one batch together, 1 unless said. */
export type SessionOptions = { only?: RuntimeName; threads?: number };

/** Opens the model with the native runtime, or with WebAssembly where that does not load. */
export async function openSession(model: Uint8Array, { only, threads = 1 }: SessionOptions): Promise<Session> {
  if (only === 'wasm') return openWasm(model, threads);
  try {
    return await openNative(model, threads);
  } catch (error) {
    if (only === 'native') throw error;
    return openWasm(model, threads);
  }
}

async function openNative(model: Uint8Array, threads: number): Promise<Session> {
  const { InferenceSession, Tensor } = (await import('onnxruntime-node')).default;
  const session = await InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const run = async ({ ids, mask, rows, width }: Batch): Promise<Float32Array> => {
    const tensor = (values: BigInt64Array) => new Tensor('int64', values, [rows, width]);
    return vectorsOf(await session.run({ ids: tensor(ids), mask: tensor(mask) }));
  };
  return { runtime: 'native', run, close: () => session.release() };
}

async function openWasm(model: Uint8Array, threads: number): Promise<Session> {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-web');
  env.wasm.numThreads = threads;
  const session = await InferenceSession.create(model);
  const run = async ({ ids, mask, rows, width }: Batch): Promise<Float32Array> => {
    const tensor = (values: BigInt64Array) => new Tensor('int64', values, [rows, width]);
    return vectorsOf(await session.run({ ids: tensor(ids), mask: tensor(mask) }));
  };
  return { runtime: 'wasm', run, close: () => session.release() };
}

function vectorsOf(output: { [name: string]: { data: unknown } }): Float32Array {
  const vectors = output['embedding']?.data;
  if (!(vectors instanceof Float32Array)) throw new Error('the model gave no "embedding" of float32');
  return vectors;
}
