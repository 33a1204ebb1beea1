import module from 'node:module';

// Compiled code is kept between starts; the second start spends its time on work, not on parsing.
module.enableCompileCache();

const { serve } = await import('./serve.ts');
await serve();
