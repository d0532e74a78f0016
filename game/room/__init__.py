"""The room: delegates' phones and the wall, served from the facilitator's computer. Imports nothing by itself."""
