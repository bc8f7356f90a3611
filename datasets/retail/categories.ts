/** What the simulation knows of a small category, and no file says. */
export interface Category {
  readonly large: string;
  readonly medium: string;
  readonly small: string;
  /** How often it is bought against the others, by part of the day: night, morning, noon, afternoon, evening. */
  readonly weights: readonly [number, number, number, number, number];
  /** How many days it keeps, the day of delivery among them; undefined where it keeps. */
  readonly keeps?: number;
  /** How demand changes from a cold day to a hot one: above 1 more on hot days. */
  readonly heat?: number;
  /** How demand changes on a day of rain. */
  readonly rain?: number;
  readonly prices: readonly [from: number, to: number];
  readonly variants: readonly string[];
  /** How many of the variants the chain's own brand makes: the last ones. */
  readonly own?: number;
}

const fresh = (medium: string) => ({ large: "fresh food", medium });
const processed = (medium: string) => ({ large: "processed food", medium });
const drinks = (medium: string) => ({ large: "drinks", medium });
const other = (medium: string) => ({ large: "non-food", medium });
const list = (text: string): string[] => text.split(", ");

/** The small categories and what they hold; names of makers are invented, and stand before the variant. */
export const categories: readonly Category[] = [
  {
    ...fresh("ready meals"),
    small: "lunch boxes",
    weights: [2, 3, 17, 5, 9],
    keeps: 1,
    heat: 1,
    rain: 0.5,
    prices: [3_800, 4_900],
    own: 3,
    variants: list("Bulgogi, Pork Cutlet, Chicken, Seven Sides, Tuna Mayo, Grandmother's, Hamburg"),
  },
  {
    ...fresh("ready meals"),
    small: "rice balls",
    weights: [5, 13, 9, 6, 6],
    keeps: 1,
    rain: 0.9,
    prices: [900, 1_300],
    own: 3,
    variants: list("Tuna, Bulgogi, Kimchi, Spicy Chicken, Spam, Anchovy, Jeonju, Beef Chili"),
  },
  {
    ...fresh("ready meals"),
    small: "sandwiches",
    weights: [2, 9, 5, 3, 2],
    keeps: 1,
    prices: [1_800, 2_900],
    own: 2,
    variants: list("Egg, Ham and Cheese, Club, Potato, Strawberry"),
  },
  {
    ...fresh("ready meals"),
    small: "salads",
    weights: [0.5, 1.5, 3, 1, 1.5],
    keeps: 2,
    heat: 1.3,
    prices: [2_900, 4_500],
    own: 1,
    variants: list("Chicken Breast, Green, Sweet Potato, Shrimp"),
  },
  {
    ...fresh("dairy"),
    small: "milk",
    weights: [4, 9, 5, 6, 6],
    keeps: 8,
    prices: [950, 2_700],
    own: 3,
    variants: list("Plain 200, Plain 500, Plain 1000, Banana, Strawberry, Chocolate, Coffee, Low Fat, Soy"),
  },
  {
    ...fresh("dairy"),
    small: "yoghurt",
    weights: [2, 5, 3, 3, 4],
    keeps: 12,
    prices: [700, 2_200],
    own: 2,
    variants: list("Plain, Drinking, Strawberry, Greek, Blueberry, Aloe"),
  },
  {
    ...fresh("bakery"),
    small: "bread",
    weights: [4, 9, 4, 6, 4],
    keeps: 4,
    prices: [1_000, 2_000],
    own: 3,
    variants: list("Red Bean, Cream, Butter Roll, Melon, Chocolate, Castella, Garlic, Corn, Pizza"),
  },
  {
    ...fresh("bakery"),
    small: "desserts",
    weights: [2, 1, 3, 5, 5],
    keeps: 5,
    prices: [1_800, 3_500],
    own: 3,
    variants: list("Cream Roll, Cheese Cake, Tiramisu, Pudding, Macaron, Choux"),
  },
  {
    ...processed("noodles"),
    small: "cup noodles",
    weights: [12, 3, 9, 6, 11],
    heat: 0.8,
    rain: 1.3,
    prices: [850, 1_500],
    own: 2,
    variants: list(
      "Hot Cup, Hot Cup Large, Seafood Cup, Seafood Cup Large, Kimchi Cup, Black Bean Cup, Udon Cup, " +
        "Beef Cup, Cheese Cup, Chicken Cup, Rice Noodle Cup, Spicy Cup",
    ),
  },
  {
    ...processed("noodles"),
    small: "packet noodles",
    weights: [4, 1, 2, 3, 5],
    heat: 0.8,
    rain: 1.2,
    prices: [700, 1_600],
    own: 2,
    variants: list("Hot, Mild, Seafood, Black Bean, Cold, Fire Chicken, Anchovy, Potato, Hot Five"),
  },
  {
    ...processed("snacks"),
    small: "chips",
    weights: [7, 2, 4, 9, 10],
    prices: [1_200, 2_400],
    own: 5,
    variants: list(
      "Potato, Honey Butter, Onion, Shrimp, Corn, Squid, Sweet Potato, Seaweed, Cheese, Prawn, " +
        "Lightly Salted, Hot Pepper, Rice, Barbecue, Popcorn, Nacho, Pretzel, Party Mix",
    ),
  },
  {
    ...processed("snacks"),
    small: "biscuits",
    weights: [3, 3, 4, 8, 6],
    prices: [1_000, 3_000],
    own: 4,
    variants: list(
      "Butter, Chocolate Stick, Almond Stick, Wafer, Cream Sandwich, Cracker, Pie, Digestive, " +
        "Choco Chip, Coconut, Oat, Cheese Cracker, Sesame, Mini Cookie",
    ),
  },
  {
    ...processed("snacks"),
    small: "chocolate",
    weights: [3, 4, 5, 7, 5],
    heat: 0.6,
    prices: [800, 3_000],
    own: 3,
    variants: list(
      "Milk, Dark, Nut Bar, Wafer Bar, Mini, Hazelnut, Caramel, Energy Bar, White, Almond, Strawberry, " + "Cereal Bar",
    ),
  },
  {
    ...processed("snacks"),
    small: "gum and jelly",
    weights: [3, 6, 6, 7, 5],
    prices: [500, 2_000],
    own: 3,
    variants: list(
      "Xylitol, Mint, Grape Jelly, Bear Jelly, Sour Jelly, Cola Jelly, Throat Candy, Plum Candy, " +
        "Lemon Candy, Peach Jelly, Vitamin Candy, Mint Candy",
    ),
  },
  {
    ...processed("frozen"),
    small: "ice cream",
    weights: [7, 2, 6, 11, 12],
    heat: 3.2,
    rain: 0.6,
    prices: [800, 3_500],
    own: 4,
    variants: list(
      "Vanilla Cone, Chocolate Cone, Melon Bar, Red Bean Bar, Milk Bar, Sandwich, Soda Bar, Cup, " +
        "Green Tea Cup, Fish Bread, Grape Bar, Cookie Cup, Mango Bar, Pistachio Cup",
    ),
  },
  {
    ...processed("frozen"),
    small: "frozen meals",
    weights: [5, 1, 3, 2, 5],
    prices: [2_000, 5_500],
    own: 4,
    variants: list("Dumplings, Pizza, Fried Rice, Hot Dog, Chicken, Rice Cake, Gratin, Tteokbokki"),
  },
  {
    ...processed("preserves"),
    small: "sausages and cheese",
    weights: [8, 3, 3, 6, 10],
    prices: [1_000, 3_500],
    own: 3,
    variants: list("Mini Sausage, Big Sausage, String Cheese, Squid Legs, Beef Jerky, Fish Cake, Eggs, Ham"),
  },
  {
    ...processed("preserves"),
    small: "canned food",
    weights: [2, 1, 2, 2, 4],
    prices: [1_500, 4_000],
    own: 3,
    variants: list("Tuna, Tuna Chili, Luncheon Meat, Corn, Mackerel, Peach, Perilla, Instant Rice"),
  },
  {
    ...drinks("soft drinks"),
    small: "soda",
    weights: [9, 4, 12, 12, 11],
    heat: 1.6,
    prices: [1_000, 2_500],
    own: 3,
    variants: list(
      "Cola 250, Cola 500, Cola 1500, Zero Cola, Cider 250, Cider 500, Cider 1500, Orange, Grape, " +
        "Milk Soda, Sparkling Plain, Sparkling Lemon, Tonic",
    ),
  },
  {
    ...drinks("soft drinks"),
    small: "water",
    weights: [8, 9, 10, 12, 10],
    heat: 1.7,
    prices: [700, 1_500],
    own: 2,
    variants: list("Spring 500, Spring 2000, Rock 500, Rock 2000, Deep Sea 500, Table 500, Table 2000"),
  },
  {
    ...drinks("soft drinks"),
    small: "juice",
    weights: [3, 7, 5, 7, 4],
    heat: 1.4,
    prices: [1_200, 2_800],
    own: 3,
    variants: list("Orange, Apple, Grape, Tomato, Plum, Mango, Aloe, Grapefruit, Vegetable, Peach"),
  },
  {
    ...drinks("soft drinks"),
    small: "sports and protein drinks",
    weights: [4, 3, 3, 6, 5],
    heat: 1.6,
    prices: [1_200, 3_200],
    own: 2,
    variants: list("Isotonic 500, Isotonic 1500, Vitamin, Energy, Energy Zero, Protein, Protein Cocoa, Amino"),
  },
  {
    ...drinks("coffee and tea"),
    small: "coffee",
    weights: [8, 20, 17, 14, 6],
    heat: 1.1,
    prices: [800, 2_500],
    own: 4,
    variants: list(
      "Latte Can, Mild Can, Black Can, Cold Brew, Cup Latte, Cup Mocha, Cup Americano, Pouch Black, " +
        "Pouch Sweet, Caramel, Vanilla, Dolce, Bottle Black, Bottle Latte",
    ),
  },
  {
    ...drinks("coffee and tea"),
    small: "tea",
    weights: [4, 6, 8, 9, 5],
    heat: 1.2,
    prices: [1_200, 2_500],
    own: 2,
    variants: list("Corn Silk, Barley, Green, Black, Milk Tea, Lemon, Hydrangea, Oolong, Hut Gae"),
  },
  {
    ...drinks("alcohol"),
    small: "beer",
    weights: [22, 0.3, 1, 5, 26],
    heat: 1.5,
    prices: [1_900, 3_500],
    own: 1,
    variants: list(
      "Lager 355, Lager 500, Lager 1600, Dry 500, Max 500, Weizen 500, Pale Ale 500, Stout 500, " +
        "Import Lager 500, Import Pils 500, Import White 500, Import Dark 500, Radler 500, Light 355",
    ),
  },
  {
    ...drinks("alcohol"),
    small: "soju and makgeolli",
    weights: [14, 0.2, 0.6, 2, 13],
    rain: 1.3,
    prices: [1_300, 2_200],
    own: 1,
    variants: list("Fresh, Classic, Grapefruit, Citron, PET 640, Makgeolli, Chestnut Makgeolli, White"),
  },
  {
    large: "tobacco",
    medium: "tobacco",
    small: "cigarettes",
    weights: [34, 30, 25, 30, 31],
    prices: [4_500, 4_500],
    variants: list(
      "One, Blue, Silver, Gold, Ice, Slim, Slim Ice, Change, Classic, Sky, Zero, Double, Black, Purple, " +
        "Super Slim, Mild, Season, Prime",
    ),
  },
  {
    ...other("weather"),
    small: "umbrellas",
    weights: [0.03, 0.1, 0.08, 0.1, 0.1],
    rain: 28,
    prices: [4_000, 12_000],
    own: 1,
    variants: list("Folding, Long, Clear"),
  },
  {
    ...other("weather"),
    small: "hand warmers",
    weights: [0.3, 0.8, 0.4, 0.4, 0.5],
    heat: 0.05,
    prices: [800, 2_000],
    own: 1,
    variants: list("Pocket, Pocket Large, Sticking"),
  },
  {
    ...other("household"),
    small: "tissues and hygiene",
    weights: [2, 2.5, 2.5, 3, 3],
    prices: [1_000, 6_500],
    own: 5,
    variants: list(
      "Pocket Tissues, Wet Tissues, Toilet Paper, Pads Medium, Pads Large, Toothbrush, Toothpaste, " +
        "Razor, Shampoo, Mask, Soap, Cotton Pads, Plaster, Lip Care",
    ),
  },
  {
    ...other("household"),
    small: "stockings and socks",
    weights: [0.5, 1.6, 0.8, 0.6, 0.6],
    prices: [1_500, 4_000],
    own: 2,
    variants: list("Stockings Black, Stockings Beige, Socks, Ankle Socks, Knee Socks"),
  },
  {
    ...other("household"),
    small: "batteries and cables",
    weights: [0.8, 0.7, 0.8, 1, 1],
    prices: [2_000, 9_900],
    own: 2,
    variants: list("AA 2, AA 4, AAA 2, AAA 4, Cable, Charger, Earphones, Lighter"),
  },
  {
    ...other("household"),
    small: "stationery and cards",
    weights: [0.6, 1.5, 1.2, 1.4, 1],
    prices: [500, 5_000],
    own: 1,
    variants: list("Pen, Notebook, Envelope, Tape, Transit Card, Gift Card, Playing Cards, Glue"),
  },
];
