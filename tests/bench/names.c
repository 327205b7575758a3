#include "config.h"
#include "tests/bench/world.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LATIN, ACCENTED, GREEK, CYRILLIC, ARABIC, CHINESE, JAPANESE, HANGUL, THAI };

const struct name_place name_places[] = {
    {"US", 400, LATIN},   {"US-CA", 80, LATIN}, {"CA", 50, LATIN},    {"AU", 40, LATIN},
    {"GB", 50, LATIN},    {"DE", 60, ACCENTED}, {"FR", 40, ACCENTED}, {"ES", 60, ACCENTED},
    {"MX", 40, ACCENTED}, {"BR", 20, ACCENTED}, {"JP", 60, JAPANESE}, {"KR", 20, HANGUL},
    {"CN", 20, CHINESE},  {"TH", 15, THAI},     {"GR", 15, GREEK},    {"RU", 15, CYRILLIC},
    {"AE", 15, ARABIC},
};
const size_t name_place_count = COUNT(name_places);

static const char *const latin[] = {"harbor",  "pine",   "borealis", "cobalt",   "labs",   "velo",
                                    "orion",   "delta",  "quartz",   "nimbus",   "zephyr", "marble",
                                    "cedar",   "ivory",  "umber",    "lumen",    "tidal",  "vector",
                                    "saffron", "basalt", "kestrel",  "meridian", "copper", "foods"};
static const char *const words_latin[] = {"Harbor",  "Pine",   "Borealis", "Cobalt",   "Labs",   "Velo",
                                          "Orion",   "Delta",  "Quartz",   "Nimbus",   "Zephyr", "Marble",
                                          "Cedar",   "Ivory",  "Umber",    "Lumen",    "Tidal",  "Vector",
                                          "Saffron", "Basalt", "Kestrel",  "Meridian", "Copper", "Foods"};
static const char *const words_accented[] = {
    "Krüger", "Søndergård", "Élan",  "Ågren",  "Müller", "Façonnage", "Niño",   "Sägewerk",
    "Câmara", "Żółw",       "Größe", "Forêt",  "Señal",  "Öl",        "Piñata", "Château",
    "Ação",   "Übersee",    "Crème", "Ísland", "Łódź",   "Dvořák",    "Şimşek", "Œuvre"};
static const char *const words_greek[] = {"Ήλιος",   "Θάλασσα", "Ελιά",   "Αιγαίο",  "Νήσος",   "Δελφοί",
                                          "Ωκεανός", "Κύμα",    "Πέτρα",  "Άνεμος",  "Αστέρι",  "Φως",
                                          "Γέφυρα",  "Λιμάνι",  "Χρυσός", "Ουρανός", "Βουνό",   "Κήπος",
                                          "Ξύλο",    "Ψάρι",    "Ρόδι",   "Μέλι",    "Σίδηρος", "Τόξο"};
static const char *const words_cyrillic[] = {"Север", "Заря",  "Берёза", "Ладога", "Урал",   "Маяк",
                                             "Кедр",  "Сокол", "Прибой", "Янтарь", "Гранит", "Восход",
                                             "Озеро", "Снег",  "Ветер",  "Искра",  "Якорь",  "Щит",
                                             "Луч",   "Ёлка",  "Рубин",  "Степь",  "Туман",  "Факел"};
static const char *const words_arabic[] = {"الواحة", "النخيل",  "البحر",   "القمر",   "الشمس",  "الصقر",
                                           "اللؤلؤ", "الجسر",   "الميناء", "الريح",   "الذهب",  "النور",
                                           "الجبل",  "الزيتون", "الورد",   "السفينة", "الفجر",  "الأفق",
                                           "الرمال", "النهر",   "الكوكب",  "الحصن",   "المنار", "الغزال"};
static const char *const words_chinese[] = {"北海", "东方", "长江", "金星", "华山", "明珠", "远洋", "青松",
                                            "白云", "红日", "天河", "玉石", "银河", "春风", "龙腾", "海纳",
                                            "百川", "和平", "光明", "永安", "嘉禾", "瑞丰", "松柏", "晨曦"};
static const char *const words_japanese[] = {"さくら",   "富士", "北斗",   "みらい", "大和",   "あさひ",
                                             "ヤマト",   "鈴木", "ひかり", "青葉",   "港",     "松竹",
                                             "コバルト", "海原", "みずほ", "東雲",   "ナギサ", "若葉",
                                             "銀座",     "暁",   "ミドリ", "清水",   "丸善",   "千歳"};
static const char *const words_hangul[] = {
    "한빛", "미래", "하늘", "바다", "은하", "태양", "푸른", "새벽", "소나무", "무지개", "구름", "별",
    "대한", "동방", "서울", "금강", "백두", "한강", "제주", "설악", "나래",   "보람",   "가온", "누리"};
static const char *const words_thai[] = {
    "สยาม", "ทะเล", "ตะวัน", "ดอกบัว", "ช้างเผือก", "ภูเขา", "แม่น้ำ", "รุ่งเรือง", "ทองคำ", "สายลม", "จันทร์", "ดาวเหนือ",
    "ใบไม้", "มั่นคง", "พลอย", "ไพลิน",  "เจริญ",    "ธารา", "อรุณ",  "วารี",    "นที",    "พฤกษา", "ศิลา",  "เมฆา"};

static const char *const given_latin[] = {"Ada", "Bo", "Carol", "Dan", "Eve", "Frank", "Grace", "Hugh"};
static const char *const family_latin[] = {"Smith",  "O'Neill", "Walker", "Ruiz",
                                           "Miller", "Okoro",   "Young",  "Fisher"};
static const char *const given_accented[] = {"Jürgen", "Zoë",    "André", "Iñaki",
                                             "Søren",  "Łukasz", "Inês",  "Ève"};
static const char *const family_accented[] = {"Müller",    "Ibáñez", "Lefèvre", "Ångström",
                                              "Gonçalves", "Weiß",   "Dvořák",  "Peña"};
static const char *const given_greek[] = {"Άννα", "Γιώργος", "Ελένη", "Νίκος"};
static const char *const family_greek[] = {"Παπαδοπούλου", "Ιωάννου", "Γεωργίου", "Δημητρίου"};
static const char *const given_cyrillic[] = {"Анна", "Пётр", "Ольга", "Юрий"};
static const char *const family_cyrillic[] = {"Иванова", "Королёв", "Щукина", "Ёлкин"};
static const char *const given_arabic[] = {"ليلى", "أحمد", "فاطمة", "يوسف"};
static const char *const family_arabic[] = {"الحداد", "المنصوري", "الخطيب", "النجار"};
static const char *const given_chinese[] = {"伟", "芳", "秀英", "建国"};
static const char *const family_chinese[] = {"王", "李", "张", "欧阳"};
static const char *const given_japanese[] = {"花子", "太郎", "さくら", "ケン"};
static const char *const family_japanese[] = {"佐藤", "田中", "渡辺", "小林"};
static const char *const given_hangul[] = {"민수", "지영", "현우", "서연"};
static const char *const family_hangul[] = {"김", "이", "박", "남궁"};
static const char *const given_thai[] = {"สมชาย", "สมหญิง", "กมล", "วิภา"};
static const char *const family_thai[] = {"ใจดี", "รักไทย", "ศรีสุข", "ทองดี"};

static const char *const forms_latin[] = {"Inc", ", Inc.", "Ltd", "LLC", "& Sons"};
static const char *const forms_accented[] = {"GmbH", "SA", "S.L.", "AG & Co. KG", "Ltda"};
static const char *const forms_greek[] = {"ΑΕ", "ΕΠΕ"};
static const char *const forms_cyrillic[] = {"ООО", "АО"};
static const char *const forms_arabic[] = {"ذ.م.م", "LLC"};
static const char *const forms_chinese[] = {"有限公司", "集团"};
static const char *const forms_japanese[] = {"株式会社", "KK"};
static const char *const forms_hangul[] = {"주식회사", "(주)"};
static const char *const forms_thai[] = {"จำกัด", "มหาชน"};

#define SCRIPT(name, between, first)                                                                         \
    {                                                                                                        \
        words_##name, latin, COUNT(words_##name), given_##name, family_##name, COUNT(given_##name),          \
            COUNT(family_##name), forms_##name, COUNT(forms_##name), between, first                          \
    }
const struct name_script name_scripts[] = {
    [LATIN] = SCRIPT(latin, " ", false),     [ACCENTED] = SCRIPT(accented, " ", false),
    [GREEK] = SCRIPT(greek, " ", false),     [CYRILLIC] = SCRIPT(cyrillic, " ", false),
    [ARABIC] = SCRIPT(arabic, " ", false),   [CHINESE] = SCRIPT(chinese, "", true),
    [JAPANESE] = SCRIPT(japanese, "", true), [HANGUL] = SCRIPT(hangul, " ", true),
    [THAI] = SCRIPT(thai, "", false),
};
