const idCardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether 18 characters are a Chinese ID card number: a possible birthday and the right check character. */
export function isIdCard(number: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/.test(number)) return false;
  const sum = idCardWeights.reduce((total, weight, at) => total + weight * Number(number.charAt(at)), 0);
  return '10x98765432'.charAt(sum % 11) === number.charAt(17);
}

/** Whether a number can be a bank card: a known first digit group, a usual length, and the Luhn sum. */
export function isBankCard(number: string): boolean {
  if (!/^(?:62|60|81|9[0-9]|4|5[0-8]|2[2-7]|3[4-9]|6)\d+$/.test(number) || number.length < 13 || number.length > 19)
    return false;
  if (/^(\d)\1+$/.test(number)) return false;
  let sum = 0;
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number.charAt(number.length - 1 - at));
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
