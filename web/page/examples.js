/** Texts to click, each for something that the engine can do. */

export const FIRST = "Prof. Bougham read 3 books, and 꽃잎 fell.\n값을 깎아 주세요. 20살은 3시 30분에 왔어요.";

/** @type {{ text: string, lang: "en" | "ko", name: string }[]} */
export const EXAMPLES = [
  { lang: "en", name: "record / record", text: "They will record a new record. I live near a live band; please close the window that is close to you." },
  { lang: "en", name: "$3.50, Dr., 1984", text: "Dr. Lee paid $3.50 for it on Nov 20, 1984, at 5:30pm." },
  { lang: "en", name: "colonel, queue, yacht", text: "The colonel, with a rough cough, went through the queue to his yacht." },
  { lang: "en", name: "US ↔ GB", text: "I can't dance after a bath, but the new schedule says: more tomatoes, water and vitamins." },
  { lang: "ko", name: "꽃잎, 닭만, 신라", text: "꽃잎이 예쁘네요. 닭만 먹는 신라의 독립문에서 값을 물었다." },
  { lang: "ko", name: "20살, 3시 30분", text: "사과 3개를 3,000원에 샀다. 20살은 3시 30분에 KBS를 봤다." },
  { lang: "ko", name: "한국어 + English", text: "오늘 meeting은 Zoom에서 합니다. GPT-4 API는 월 $20입니다." },
];
