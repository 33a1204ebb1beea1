/** Runs one step and shows it: a line when it ends, and signs of life while it takes longer than a second. */
export async function step<T>(name: string, act: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  let next = 1;
  const beat = setInterval(() => {
    const passed = (performance.now() - started) / 1000;
    if (passed < next) return;
    console.log(next === 1 ? `  ${name} …` : `  ${name} … ${Math.round(passed)} s`);
    next = next === 1 ? 5 : next + 5;
  }, 500);
  try {
    const result = await act();
    console.log(`  ${name}: done (${seconds()} s)`);
    return result;
  } catch (error) {
    console.log(`  ${name}: failed (${seconds()} s)`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}
