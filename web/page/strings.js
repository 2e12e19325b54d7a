/** What the page says, in English and Korean. */

const ENGLISH = {
  tagline: "Type English or Korean. See how it is said.",
  theme: "Colours", theme_auto: "System colours", theme_light: "Light", theme_dark: "Dark",
  text: "Your text", examples: "Try:", reading: "Pronunciation", inspector: "The word", loading: "Loading the model …",
  english: "English", korean: "Korean", several: "has another reading", click: "Click a word to look inside.",
  copy_ipa: "Copy IPA", copy_arpabet: "Copy ARPABET", copy_json: "Copy JSON", share: "Share link",
  copied: "Copied", not_copied: "The browser does not allow copying", link_copied: "Link copied", options: "Options",
  figure_bytes: "WebAssembly: engine and model", figure_ready: "from opening the page to the first reading",
  figure_speed: "words per second, here and now", figure_sent: "bytes of your text sent anywhere",
  kilobytes: "KB", milliseconds: "ms",
  lang: "Language", lang_auto: "by script", lang_en: "English only", lang_ko: "Korean only",
  notation: "Notation", notation_ipa: "IPA", notation_arpabet: "ARPABET (English)", notation_hangul: "Hangul (Korean)",
  notation_spelling: "the words read",
  style: "Korean style", style_broad: "broad (phonemes)", style_narrow: "narrow (allophones)",
  latin: "Latin words in Korean", latin_english: "as English words", latin_letters: "letter by letter",
  stress: "Stress marks", across_words: "Korean words in one breath", exceptions: "Table of exceptions", markup: "[word](/ipa/) in the text",
  preserve_punctuation: "Keep punctuation",
  source_model: "Read letter by letter by the model.", source_rule: "By the rules of Korean pronunciation.",
  source_exception: "From the table of words that the model misreads.",
  source_homograph: "One spelling, several words: chosen by the words around it.",
  source_number: "A number, abbreviation or symbol, read as words.", source_lexicon: "From your own pronunciations.", source_user: "Given in the text.", source_passed: "Not read.",
  read_as: "read as", letters_to_phones: "Letters and sounds", readings: "Readings", say_so: "Read it like this", say_so_short: "Use",
  copy_xsampa: "Copy X-SAMPA", notation_xsampa: "X-SAMPA", notation_kokoro: "Kokoro (English)", notation_espeak: "espeak-ng (English)",
  generation: "Step by step", steps: "Steps: each sound, and what it could have been", parts: "Words that the model reads",
  note_model: "Each column is a sound, likeliest first; click another, and the model goes on from there.",
  note_drawn: "The upper bar: how likely the model holds it. The lower one: how often it is drawn.",
  note_exception: "This word comes from a table. Here is how the model alone would read it.",
  note_number: "Read as words; the model reads them as below.", note_lexicon: "Listed in your readings. Here is how the model alone would read it.", note_user: "Given in the text. Here is how the model alone would read it.",
  note_homograph: "The words around it decide between its readings; the model has no part in that.",
  note_none: "The model has no part in this word.",
  note_ko: "Korean is read by rule, not by the model: nothing is drawn, and nothing can be forced. Written above, said below.",
  changed: "Coloured: said otherwise than written.", unchanged: "Said as written.",
  end: "end", taken: "taken", drawn_with: "drawn with", force_it: "click to force it", let_go: "click to let go",
  sure: "sure:", instead_of: "instead of", again: "Again", straight: "Back to the model's own", use: "Put it into the text", save: "Keep it", kept: "Kept",
  temperature: "Temperature", top_k: "Top-k: of how many sounds", top_p: "Top-p: of which share", boosted: "Boost a sound", boost: "by", all: "all",
  lexicon: "Your readings", lexicon_hint: "One a line: the word, a tab, its IPA. Kept in this browser.",
  copy: "Copy", export: "Save as a file", import: "Open a file",
  accent: "English accent", accent_lower: "American", accent_upper: "British", differ: "words changed:",
  before: "before:", along: "From American to British", go: "Set the accent to",
  mix: "Their weight", mix_lower: "the model alone", mix_upper: "exactly these",
  chosen: "chosen", nothing: "Click a word to look inside.",
};

/** @type {typeof ENGLISH} */
const KOREAN = {
  tagline: "영어나 한국어를 입력하면 발음이 보입니다.",
  theme: "색", theme_auto: "시스템 색", theme_light: "밝게", theme_dark: "어둡게",
  text: "글", examples: "예:", reading: "발음", inspector: "낱말", loading: "모델을 불러오는 중 …",
  english: "영어", korean: "한국어", several: "다른 발음도 있음", click: "낱말을 누르면 자세히 볼 수 있습니다.",
  copy_ipa: "IPA 복사", copy_arpabet: "ARPABET 복사", copy_json: "JSON 복사", share: "링크 공유",
  copied: "복사했습니다", not_copied: "브라우저가 복사를 허용하지 않습니다", link_copied: "링크를 복사했습니다", options: "설정",
  figure_bytes: "WebAssembly: 엔진과 모델", figure_ready: "페이지를 열고 첫 발음까지",
  figure_speed: "지금 이 기기에서 초당 낱말", figure_sent: "밖으로 보낸 글의 바이트",
  kilobytes: "KB", milliseconds: "ms",
  lang: "언어", lang_auto: "글자에 따라", lang_en: "영어만", lang_ko: "한국어만",
  notation: "표기", notation_ipa: "IPA", notation_arpabet: "ARPABET (영어)", notation_hangul: "한글 (한국어)",
  notation_spelling: "읽는 말",
  style: "한국어 표기 수준", style_broad: "간략 (음소)", style_narrow: "정밀 (변이음)",
  latin: "한국어 속 로마자", latin_english: "영어 낱말로", latin_letters: "글자 이름으로",
  stress: "강세 표시", across_words: "한국어 이어 읽기", exceptions: "예외 낱말 표", markup: "글 속의 [낱말](/ipa/)",
  preserve_punctuation: "문장 부호 유지",
  source_model: "모델이 글자를 보고 읽었습니다.", source_rule: "한국어 표준 발음법의 규칙입니다.",
  source_exception: "모델이 잘못 읽는 낱말의 표에서 왔습니다.",
  source_homograph: "철자가 같은 여러 낱말 가운데 앞뒤 말을 보고 골랐습니다.",
  source_number: "숫자, 약어, 기호를 말로 읽었습니다.", source_lexicon: "직접 정한 발음입니다.", source_user: "글에 적힌 발음입니다.", source_passed: "읽지 않습니다.",
  read_as: "읽는 말", letters_to_phones: "글자와 소리", readings: "가능한 발음", say_so: "이렇게 읽기", say_so_short: "쓰기",
  copy_xsampa: "X-SAMPA 복사", notation_xsampa: "X-SAMPA", notation_kokoro: "Kokoro (영어)", notation_espeak: "espeak-ng (영어)",
  generation: "한 소리씩", steps: "단계: 소리마다 가능한 후보", parts: "모델이 읽는 낱말",
  note_model: "한 칸이 한 소리이고 위에 있을수록 그럴듯합니다. 다른 소리를 누르면 모델이 거기서부터 이어 읽습니다.",
  note_drawn: "위 막대는 모델이 보는 확률, 아래 막대는 뽑힐 확률입니다.",
  note_exception: "이 낱말은 표에서 왔습니다. 아래는 모델 혼자 읽을 때입니다.",
  note_number: "말로 풀어 읽습니다. 모델은 아래와 같이 읽습니다.", note_lexicon: "내 발음에 있는 낱말입니다. 아래는 모델 혼자 읽을 때입니다.", note_user: "글에 적힌 발음입니다. 아래는 모델 혼자 읽을 때입니다.",
  note_homograph: "앞뒤 말이 발음을 정하며 모델은 관여하지 않습니다.",
  note_none: "이 낱말에는 모델이 관여하지 않습니다.",
  note_ko: "한국어는 모델이 아니라 규칙으로 읽습니다. 뽑거나 고를 것이 없습니다. 위는 적은 대로, 아래는 소리대로입니다.",
  changed: "색이 다른 글자는 적은 것과 다르게 소리 납니다.", unchanged: "적은 대로 소리 납니다.",
  end: "끝", taken: "선택됨", drawn_with: "뽑힐 확률", force_it: "누르면 이 소리로 정합니다", let_go: "누르면 놓아줍니다",
  sure: "확신:", instead_of: "원래", again: "다시 뽑기", straight: "모델의 발음으로", use: "글에 넣기", save: "간직하기", kept: "간직했습니다",
  temperature: "온도", top_k: "Top-k: 후보 수", top_p: "Top-p: 확률의 합", boosted: "밀어줄 소리", boost: "세기", all: "모두",
  lexicon: "내 발음", lexicon_hint: "한 줄에 하나: 낱말, 탭, IPA. 이 브라우저에만 남습니다.",
  copy: "복사", export: "파일로 저장", import: "파일 열기",
  accent: "영어 억양", accent_lower: "미국식", accent_upper: "영국식", differ: "바뀐 낱말:",
  before: "원래:", along: "미국식에서 영국식으로", go: "이 억양으로:",
  mix: "비중", mix_lower: "모델만", mix_upper: "적은 그대로",
  chosen: "선택됨", nothing: "낱말을 누르면 자세히 볼 수 있습니다.",
};

/** @typedef {"en" | "ko"} Interface */

/** @type {Record<Interface, typeof ENGLISH>} */
const STRINGS = { en: ENGLISH, ko: KOREAN };

/** @type {Interface} */
let current = "en";

/** @param {string} key @returns {string} what the page says, in its language */
export function say(key) {
  return /** @type {Record<string, string>} */ (STRINGS[current])[key] ?? key;
}

/** @returns {Interface} */
export function interfaceLanguage() {
  return current;
}

/** Speak a language from now on, and translate what is there. @param {Interface} language */
export function speak(language) {
  current = language;
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.text ?? "");
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(/** @type {HTMLElement} */ (element).dataset.label ?? ""));
  }
}
