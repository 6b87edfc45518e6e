"""Units as machines that read shops name them."""

from presets.products.quantity import Unit

# UN/ECE Recommendation 20, Codes for Units of Measure Used in International Trade
UNIT_CODES = {
    Unit.MM: "MMT",
    Unit.CM: "CMT",
    Unit.M: "MTR",
    Unit.IN: "INH",
    Unit.FT: "FOT",
    Unit.G: "GRM",
    Unit.KG: "KGM",
    Unit.OZ: "ONZ",
    Unit.LB: "LBR",
    Unit.ML: "MLT",
    Unit.L: "LTR",
    Unit.FL_OZ: "OZA",  # of the United States; OZI is the imperial one
}
PIXEL_CODE = "E37"
MONTH_CODE = "MON"
