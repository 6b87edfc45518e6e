"""Ten products of ten trades, as sellers write their facts."""

from collections.abc import Mapping
from typing import Any

from presets.products.schema import Product

_TOLD: Mapping[str, Mapping[str, Any]] = {
    "vase": {
        "name": "Alba vase", "brand": "Alba", "category": "vase", "materials": ["stoneware"], "colours": ["white"],
        "features": ["handmade"], "care": ["wipe-clean"], "occasions": ["home", "wedding"], "made_in": "pt",
        "measures": {"height": "24 cm", "diameter": "12.5 cm", "weight": "1.1 kg"}, "prices": {"us": "39.00 USD"},
    },
    "basket": {
        "name": "Ria basket", "category": "basket", "materials": ["seagrass"], "colours": ["natural"],
        "features": ["foldable", "with-handle"], "measures": {"height": "30 cm", "diameter": "35 cm"},
        "box": [{"item": "basket", "count": 2}], "made_in": "vn", "prices": {"de": "29.95 EUR"},
    },
    "tea": {
        "name": "Meadow tea", "brand": "Meadow", "category": "tea", "features": ["organic", "caffeine-free"],
        "certifications": ["EU Organic"], "measures": {"weight": "100 g"}, "made_in": "de",
        "prices": {"de": "8.90 EUR", "jp": "1480 JPY"},
    },
    "oil": {
        "name": "Nua face oil", "brand": "Nua", "category": "face-oil", "features": ["vegan", "unscented"],
        "measures": {"capacity": "30 ml", "height": "10.2 cm"}, "certifications": ["Leaping Bunny"], "made_in": "fr",
        "prices": {"fr": "24 EUR", "us": "28 USD"},
    },
    "speaker": {
        "name": "Pico 20", "brand": "PICO", "category": "speaker", "materials": ["aluminium", "silicone"],
        "colours": ["black"], "features": ["wireless", "rechargeable", "waterproof"], "certifications": ["CE", "FCC"],
        "specs": {"Playtime": "20 h", "Power": "10 W"}, "warranty_months": 24, "sku": "PIC-20-BK",
        "measures": {"height": "8 cm", "width": "18 cm", "depth": "7 cm", "weight": "540 g"}, "made_in": "cn",
        "prices": {"us": "59.99 USD", "cn": "299 CNY"},
    },
    "shirt": {
        "name": "Field tee", "brand": "Field", "category": "t-shirt", "materials": ["organic-cotton"],
        "colours": ["navy"], "features": ["breathable", "soft"], "care": ["machine-washable", "no-bleach"],
        "certifications": ["GOTS"], "made_in": "tr", "prices": {"de": "29 EUR"},
    },
    "knife": {
        "name": "Santoku 18", "category": "knife", "materials": ["stainless-steel", "walnut"], "care": ["hand-wash"],
        "measures": {"length": "31.5 cm", "weight": "165 g"}, "specs": {"Blade": "18 cm"}, "made_in": "jp",
        "warranty_months": 120, "prices": {"jp": "12800 JPY"},
    },
    "blanket": {
        "name": "Nord blanket", "category": "blanket", "materials": ["wool"], "colours": ["grey", "cream"],
        "features": ["soft"], "care": ["dry-clean"], "occasions": ["home", "gift"], "made_in": "no",
        "measures": {"length": "200 cm", "width": "130 cm", "weight": "1.2 kg"}, "prices": {"us": "119 USD"},
    },
    "bottle": {
        "name": "Tarn bottle", "brand": "Tarn", "category": "bottle", "materials": ["stainless-steel"],
        "colours": ["olive"], "features": ["leakproof", "insulated", "bpa-free"], "occasions": ["travel"],
        "points": ["Keeps drinks cold for 24 hours"], "measures": {"height": "26 cm", "capacity": "750 ml"},
        "box": [{"item": "bottle"}, {"item": "brush"}], "prices": {"us": "34.95 USD", "mx": "699 MXN"},
    },
    "candle": {
        "name": "Hearth candle", "category": "candle", "materials": ["soy-wax", "glass"], "features": ["scented"],
        "specs": {"Burn time": "45 h"}, "measures": {"weight": "220 g", "diameter": "8 cm"}, "occasions": ["gift"],
        "never": ["healing"], "made_in": "gb", "prices": {"us": "22 USD"},
    },
}  # fmt: skip

TEN: Mapping[str, Product] = {name: Product.model_validate(told) for name, told in _TOLD.items()}
