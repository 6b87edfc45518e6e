"""One pitch a language, each with a price and a measure."""

PITCHES = {
    "en": "Meet the morning mug. It holds 350 ml, keeps your coffee hot, and costs only $24.90. Order it today!",
    "es": "Esta es la taza de la mañana. Caben 350 ml, mantiene el café caliente y cuesta solo 24,90 €. ¡Pídela hoy!",
    "fr": "Voici la tasse du matin. Elle contient 350 ml, garde le café au chaud et coûte 24,90 €. Commandez-la !",
    "it": "Ecco la tazza del mattino. Contiene 350 ml, tiene caldo il caffè e costa solo 24,90 €. Ordinala oggi!",
    "pt": "Esta é a caneca da manhã. Ela tem 350 ml, mantém o café quente e custa só R$ 24,90. Peça hoje mesmo!",
    "hi": "यह सुबह का प्याला है। इसमें 350 ml कॉफी आती है और यह केवल ₹499 का है। आज ही मंगाइए।",
    "ja": "朝のマグカップをご紹介します。容量は350mlで、コーヒーが冷めません。価格は3,980円です。",
    "zh": "这是早晨的马克杯。容量350ml，咖啡不容易凉，只要99元。今天就下单吧。",
    "de": "Das ist die Tasse für den Morgen. Sie fasst 350 ml, hält den Kaffee warm und kostet nur 24,90 €.",
    "nl": "Dit is de beker voor de ochtend. Er past 350 ml in, de koffie blijft warm en hij kost maar 24,90 €.",
    "ru": "Это кружка для утра. В неё входит 350 мл, кофе остаётся горячим, и стоит она всего 900 ₽.",
    "pl": "To jest kubek na poranek. Mieści 350 ml, kawa długo jest ciepła, a kosztuje tylko 49 zł.",
    "id": "Inilah cangkir untuk pagi hari. Isinya 350 ml, kopi tetap panas, dan harganya hanya Rp 50.000.",
    "tr": "Bu, sabahın kupası. 350 ml alır, kahveyi sıcak tutar ve fiyatı yalnızca 249 ₺.",
    "uk": "Це чашка для ранку. У неї входить 350 мл, кава довго гаряча, і коштує вона лише 300 ₴.",
    "sv": "Det här är morgonens mugg. Den rymmer 350 ml, håller kaffet varmt och kostar bara 249 kr.",
    "el": "Αυτή είναι η κούπα του πρωινού. Χωράει 350 ml, κρατάει τον καφέ ζεστό και κοστίζει 24,90 €.",
    "ko": "아침을 위한 머그컵입니다. 용량은 350ml이고 커피가 식지 않습니다. 가격은 ₩39,000 입니다.",
    "ar": "هذا كوب الصباح. سعته 350 مل، ويبقي القهوة ساخنة، وسعره 25 دولارا فقط. اطلبه اليوم.",
}
