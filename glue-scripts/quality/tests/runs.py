"""The two complete runs that the tests look at: the lesson's data, and a few rows of every kind."""

from lab import Lab, inspection

# K_Scatch: at most 11,000 px and 150 mm (300 px at 0.5 mm a pixel)
SMALL_INSPECTIONS = [
    inspection("OK1", edges_index="0.25", x_minimum=10, x_maximum=30, y_minimum=100, y_maximum=140),
    inspection("OK2", edges_index="0.75", steel_plate_thickness="80 mm"),
    inspection("LIMIT", pixels_areas=11000, x_minimum=0, x_maximum=300, edges_index="0.5"),
    inspection("AREA", pixels_areas=11001),
    inspection("LENGTH", y_minimum=0, y_maximum=301),
    inspection("BOTH", pixels_areas=99999, x_minimum=0, x_maximum=9999, line="L2"),
    inspection("A400", type_of_steel_a300=0, type_of_steel_a400=1, line="L2"),
    inspection("NOLABEL"),
    inspection("UNKNOWN"),
    inspection("TWOFAULTS"),
    inspection("EMPTY", luminosity_index="", line=""),
    inspection("TEXT", edges_index="n/a", pixels_areas="1.5"),
    inspection("INCH", steel_plate_thickness="3 in"),
    inspection("NAN", edges_index="NaN"),
    inspection("TIME", inspected_at="12.07.2025"),
    inspection("STEEL", type_of_steel_a300=1, type_of_steel_a400=1),
    inspection("SWAPX", x_minimum=30, x_maximum=10),
    inspection("FLATY", y_minimum=140, y_maximum=140),
    inspection("TWICE"),
    inspection("TWICE"),
    inspection("CLASH", pixels_areas=1),
    inspection("CLASH", pixels_areas=2),
    inspection("CLASH", pixels_areas=2),
]
SMALL_LABELS = [
    *(
        {"part_id": part_id, "fault_type": "K_Scatch"}
        for part_id in ("OK1", "OK2", "LIMIT", "AREA", "LENGTH", "BOTH", "TWICE")
    ),
    {"part_id": "A400", "fault_type": "Bumps"},
    {"part_id": "OK1", "fault_type": "K_Scatch"},
    {"part_id": "UNKNOWN", "fault_type": "Rust"},
    {"part_id": "TWOFAULTS", "fault_type": "Bumps"},
    {"part_id": "TWOFAULTS", "fault_type": "Stains"},
    {"part_id": "SWAPX", "fault_type": "Bumps"},
    {"part_id": "GHOST", "fault_type": "Bumps"},
    {"part_id": "OK2"},
    {"fault_type": "Bumps"},
]


class _Run:
    """All four jobs in a lab, with the accounts that they print."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        jobs = (lab.preprocess, lab.label, lab.evaluate, lab.upload)
        self.accounts = {account["job"]: account for account in (job() for job in jobs)}
        lab.spark.catalog.clearCache()


class LessonRun(_Run):
    """The lesson's staged data."""


class SmallRun(_Run):
    """A few rows of every kind."""

    def __init__(self, lab: Lab) -> None:
        lab.put_inspections(SMALL_INSPECTIONS)
        lab.put_labels(SMALL_LABELS)
        super().__init__(lab)
