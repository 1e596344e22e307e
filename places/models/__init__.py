from .closing_check import ClosingCheck
from .key import Key
from .place import Place
from .report import PlaceReport
from .room_link import RoomLink

__all__ = ["ClosingCheck", "Key", "Place", "PlaceReport", "RoomLink"]
