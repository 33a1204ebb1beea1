/** The broker's queue of suggested pairs. */
export const broker = {
  title: 'Bàn môi giới',
  pairs: 'Cặp được gợi ý',
};
