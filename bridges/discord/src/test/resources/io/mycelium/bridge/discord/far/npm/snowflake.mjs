let last = 0n;

/** A new snowflake of this moment. */
export const snowflake = () => {
  const id = (BigInt(Date.now()) - 1420070400000n) << 22n;
  last = id > last ? id + 2048n : last + 1n;
  return last.toString();
};
