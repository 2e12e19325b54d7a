"""The rules of Korean pronunciation against the norm's own examples, article by article."""

from __future__ import annotations

import unicodedata

import pytest

from train.korean import MARKS, junction, pronounce
from train.korean_jamo import CODAS, ONSETS, VOWELS, Syllable, compose, decompose, to_phones

# Spelling (marked where the word's build must be known) and pronunciations, the preferred first, as the norm gives them.
NORM = {
    5: "가지어 가지어, 가져 가저, 쪄 쩌, 다쳐 다처, 예절 예절, 차례 차례, 시계 시계/시게, 몌별 몌별/메별, 개폐 개폐/개페, 혜택 혜택/헤택, 지혜 지혜/지헤, 늴리리 닐리리, "
    "닁큼 닝큼, 무늬 무니, 띄어쓰기 띠어쓰기/띠여쓰기, 씌어 씨어/씨여, 틔어 티어/티여, 희어 히어/히여, 희떱다 히떱따, 희망 히망, 유희 유히, 주의 주의/주이, 협의 혀븨/혀비, "
    "우리=의 우리의/우리에, 강의=의 강의의/강의에/강이의/강이에",
    9: "닦다 닥따, 키읔 키윽, 키읔과 키윽꽈, 옷 옫, 웃다 욷따, 있다 읻따, 젖 젇, 빚다 빋따, 꽃 꼳, 쫓다 쫃따, 솥 솓, 뱉다 밷따, 앞 압, 덮다 덥따",
    10: "넋 넉, 넋과 넉꽈, 앉다 안따, 여덟 여덜, 넓다 널따, 외곬 외골/웨골, 핥다 할따, 값 갑, 없다 업따, 밟다 밥따, 밟소 밥쏘, 밟지 밥찌, 밟는 밤는, 밟게 밥께, 밟고 밥꼬, "
    "넓죽하다 넙쭈카다, 넓둥글다 넙뚱글다",
    11: "닭 닥, 흙과 흑꽈, 맑다 막따, 늙지 늑찌, 삶 삼, 젊다 점따, 읊고 읍꼬, 읊다 읍따, 맑게 말께, 묽고 물꼬, 얽거나 얼꺼나",
    12: "놓고 노코, 좋던 조턴, 쌓지 싸치, 많고 만코, 않던 안턴, 닳지 달치, 각하 가카, 먹히다 머키다, 밝히다 발키다, 맏형 마텽, 좁히다 조피다, 넓히다 널피다, 꽂히다 꼬치다, "
    "앉히다 안치다, 옷|한|벌 오탄벌, 낮|한때 나탄때, 꽃|한|송이 꼬탄송이, 숱하다 수타다, 닿소 다쏘, 많소 만쏘, 싫소 실쏘, 놓는 논는, 쌓네 싼네, 않네 안네, 않는 안는, 뚫네 뚤레, "
    "뚫는 뚤른, 낳은 나은, 놓아 노아, 쌓이다 싸이다, 많아 마나, 않은 아는, 닳아 다라, 싫어도 시러도",
    13: "깎아 까까, 옷이 오시, 있어 이써, 낮이 나지, 꽂아 꼬자, 꽃을 꼬츨, 쫓아 쪼차, 밭에 바테, 앞으로 아프로, 덮이다 더피다",
    14: "넋이 넉씨, 앉아 안자, 닭을 달글, 젊어 절머, 곬이 골씨, 핥아 할타, 읊어 을퍼, 값을 갑쓸, 없어 업써",
    15: "밭|아래 바다래, 늪|앞 느밥, 젖|어미 저더미, 맛없다 마덥따, 겉|옷 거돋, 헛웃음 허두슴, 꽃|위 꼬뒤, 맛있다 마딛따/마싣따, 멋있다 머딛따/머싣따, 넋|없다 너겁따, "
    "닭|앞에 다가페, 값어치 갑써치, 값있는 가빈는",
    16: "디귿이 디그시, 디귿을 디그슬, 디귿에 디그세, 지읒이 지으시, 지읒을 지으슬, 지읒에 지으세, 치읓이 치으시, 치읓을 치으슬, 치읓에 치으세, 키읔이 키으기, 키읔을 키으글, "
    "키읔에 키으게, 티읕이 티으시, 티읕을 티으슬, 티읕에 티으세, 피읖이 피으비, 피읖을 피으블, 피읖에 피으베, 히읗이 히으시, 히읗을 히으슬, 히읗에 히으세",
    17: "곧이듣다 고지듣따, 굳이 구지, 미닫이 미다지, 땀받이 땀바지, 밭이 바치, 벼훑이 벼훌치, 굳히다 구치다, 닫히다 다치다, 묻히다 무치다, 같이 가치",
    18: "먹는 멍는, 국물 궁물, 깎는 깡는, 키읔만 키응만, 몫몫이 몽목씨, 긁는 긍는, 흙만 흥만, 닫는 단는, 짓는 진는, 옷맵시 온맵씨, 있는 인는, 맞는 만는, 젖멍울 전멍울, 쫓는 쫀는, "
    "꽃망울 꼰망울, 붙는 분는, 놓는 논는, 잡는 잠는, 밥물 밤물, 앞마당 암마당, 밟는 밤는, 읊는 음는, 없는 엄는, 책|넣는다 챙넌는다, 흙|말리다 흥말리다, 옷|맞추다 온맏추다, "
    "밥|먹는다 밤멍는다, 값|매기다 감매기다",
    19: "담력 담녁, 침략 침냑, 강릉 강능, 항로 항노, 대통령 대통녕, 막론 망논, 석류 성뉴, 협력 혐녁, 법리 범니, 백리 뱅니, 십리 심니",
    20: "난로 날로, 신라 실라, 천리 철리, 광한루 광할루, 대관령 대괄령, 칼날 칼랄, 물난리 물랄리, 줄넘기 줄럼기, 할는지 할른지, 닳는 달른, 뚫는 뚤른, 핥네 할레, 의견+란 의견난, "
    "임진+란 임진난, 생산+량 생산냥, 결딴+력 결딴녁, 공꿘+력 공꿘녁, 동원+령 동원녕, 상견+례 상견녜, 횡단+로 횡단노/휑단노, 이원+론 이원논, 입원+료 이붠뇨, 구근+류 구근뉴",
    21: "감기 감기, 옷감 옫깜, 있고 읻꼬, 꽃길 꼳낄, 젖먹이 전머기, 문법 문법, 꽃밭 꼳빧",
    22: "되어 되어/되여/뒈어/뒈여, 피어 피어/피여, 이오 이오/이요, 아니오 아니오/아니요",
    23: "국밥 국빱, 깎다 깍따, 넋받이 넉빠지, 삯돈 삭똔, 닭장 닥짱, 칡범 칙뻠, 뻗대다 뻗때다, 옷고름 옫꼬름, 있던 읻떤, 꽂고 꼳꼬, 꽃다발 꼳따발, 낯설다 낟썰다, 밭갈이 받까리, "
    "솥전 솓쩐, 곱돌 곱똘, 덮개 덥깨, 옆집 엽찝, 넓죽하다 넙쭈카다, 읊조리다 읍쪼리다, 값지다 갑찌다",
    24: "신-고 신꼬, 껴안-다 껴안따, 앉-고 안꼬, 얹다 언따, 삼-고 삼꼬, 더듬-지 더듬찌, 닮고 담꼬, 젊지 점찌, 안기다 안기다, 감기다 감기다, 굶기다 굼기다, 옮기다 옴기다",
    25: "넓게 널께, 핥다 할따, 훑소 훌쏘, 떫지 떨찌",
    26: "갈^등 갈뜽, 발^동 발똥, 절^도 절또, 말^살 말쌀, 불^소 불쏘, 일^시 일씨, 갈^증 갈쯩, 물^질 물찔, 발^전 발쩐, 몰^상식 몰쌍식, 불^세출 불쎄출, 허허실실 허허실실, 절절하다 절절하다",
    27: "할^것을 할꺼슬, 갈^데가 갈떼가, 할^바를 할빠를, 할^수는 할쑤는, 할^적에 할쩌게, 갈^곳 갈꼳, 할^도리 할또리, 만날^사람 만날싸람, 할^걸 할껄, 할^밖에 할빠께, 할^세라 할쎄라, "
    "할^수록 할쑤록, 할^지라도 할찌라도, 할^지언정 할찌언정, 할^진대 할찐대",
    28: "문^고리 문꼬리, 눈^동자 눈똥자, 신^바람 신빠람, 산^새 산쌔, 손^재주 손째주, 길^가 길까, 물^동이 물똥이, 발^바닥 발빠닥, 굴^속 굴쏙, 술^잔 술짠, 바람^결 바람껼, 그믐^달 그믐딸, "
    "아침^밥 아침빱, 잠^자리 잠짜리, 강^가 강까, 초승^달 초승딸, 등^불 등뿔, 창^살 창쌀, 강^줄기 강쭐기",
    29: "솜+이불 솜니불, 홑+이불 혼니불, 막+일 망닐, 삯+일 상닐, 맨+입 맨닙, 꽃+잎 꼰닙, 내복+약 내봉냑, 한+여름 한녀름, 남존+여비 남존녀비, 신+여성 신녀성, 색+연필 생년필, 직행+열차 지캥녈차, "
    "늑막+염 능망념, 콩+엿 콩녇, 담+요 담뇨, 눈+요기 눈뇨기, 영업+용 영엄뇽, 식용+유 시굥뉴, 국민+윤리 궁민뉼리, 밤+윷 밤뉻, 들+일 들릴, 솔+잎 솔립, 설+익다 설릭따, 물+약 물략, 불+여우 불려우, "
    "서울+역 서울력, 물+엿 물렫, 휘발+유 휘발류, 유들+유들 유들류들, 한+일 한닐, 옷+입다 온닙따, 서른+여섯 서른녀섣, 먹은+엿 머근녇, 할+일 할릴, 잘+입다 잘립따, 스물+여섯 스물려섣, 먹을+엿 머글렫, "
    "육이오 유기오, 삼일^절 사밀쩔, 송별|연 송벼련, 등|용문 등용문",
    30: "냇~가 내까/낻까, 샛~길 새낄/샏낄, 빨랫~돌 빨래똘/빨랟똘, 콧~등 코뜽/콛뜽, 깃~발 기빨/긷빨, 대팻~밥 대패빱/대팯빱, 햇~살 해쌀/핻쌀, 뱃~속 배쏙/밷쏙, 뱃~전 배쩐/밷쩐, 고갯~짓 고개찓/고갣찓, "
    "콧~날 콘날, 아랫~니 아랜니, 툇~마루 퇸마루/퉨마루, 뱃~머리 밴머리, 베갯~잇 베갠닏, 깻~잎 깬닙, 나뭇~잎 나문닙, 도리깻~열 도리깬녈, 뒷~윷 뒨뉻",
}  # fmt: skip
CASES = [
    pytest.param(*example.split(), id=f"{article}-{example.split()[0]}")
    for article, examples in NORM.items()
    for example in examples.split(", ")
]


@pytest.mark.parametrize(("word", "spoken"), CASES)
def test_the_norm_s_example(word: str, spoken: str) -> None:
    expected = spoken.split("/")
    readings = pronounce(word)
    assert readings[0] == expected[0]
    # ㅚ may always be ㅞ (article 4), and 의 has more combinations than some examples list.
    assert set(readings) >= set(dict.fromkeys(expected))
    assert pronounce(unicodedata.normalize("NFD", word)) == readings


def test_the_examples_are_many() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize(
    ("spoken", "phones"),
    [
        ("꼬치", "k͈ o t͡ɕʰ i"), ("널따", "n ʌ l t͈ a"), ("궁물", "k u ŋ m u l"), ("실라", "s i l l a"), ("퉨마루", "tʰ w e n m a l u"),
        ("퇸마루", "tʰ w e n m a l u"), ("의사", "ɰ i s a"), ("귀", "k w i"), ("저쩌처", "t͡ɕ ʌ t͡ɕ͈ ʌ t͡ɕʰ ʌ"), ("쟈", "t͡ɕ a"),
        ("시계 얘기", "s i k j e j ɛ k i"), ("왜", "w ɛ"), ("혀븨", "h j ʌ p ɰ i"), ("", ""),
    ],
)  # fmt: skip
def test_pronounced_hangul_as_phones(spoken: str, phones: str) -> None:
    assert to_phones(spoken) == phones.split()


@pytest.mark.parametrize("spoken", ["꽃", "값", "a", "1"])
def test_what_is_not_spoken_has_no_phones(spoken: str) -> None:
    with pytest.raises(ValueError, match="never spoken|no hangul syllable"):
        to_phones(spoken)


@pytest.mark.parametrize("word", ["", "a", "가a", "3월", "-가", "가--나", "가 나", "ㄱ"])
def test_what_is_no_word_is_named(word: str) -> None:
    with pytest.raises(ValueError, match="no hangul syllable|empty word"):
        pronounce(word)


def test_syllables_come_apart_and_together() -> None:
    letters = [chr(code) for code in range(ord("가"), ord("힣") + 1)]
    assert [compose([decompose(letter)]) for letter in letters] == letters
    assert decompose("값") == Syllable("ㄱ", "ㅏ", "ㅄ")


def test_every_junction_ends_in_what_can_be_spoken() -> None:
    for coda in CODAS:
        for onset in ONSETS:
            for vowel in VOWELS:
                for mark in ("", *MARKS):
                    spoken_coda, spoken_onset = junction(coda, onset, vowel, mark)
                    assert spoken_coda in ("", *"ㄱㄴㄷㄹㅁㅂㅇ")
                    assert spoken_onset in ONSETS
