"""Triggers that keep rows as they stood before others than the casefile changed them, with the plugin or without it.

SQLite runs them in the transaction of the change, whoever makes it. While the casefile itself writes, its row 'writer'
says so (`casefile.write_session`), which no other connection ever sees. Kept are the first state of a row that changes
and the last one of a row that is deleted, until `casefile.outside` has told them in the history. Every column is named:
one that a user adds must not make a trigger, and so the change, fail.
"""

from typing import Tuple

KEEPING: Tuple[str, ...] = (
    """CREATE TRIGGER incidents_added AFTER INSERT ON incidents
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO incidents_before (row_number, fate, happened)
        VALUES (NEW.fid, 'added', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')); END""",
    """CREATE TRIGGER incidents_changed AFTER UPDATE ON incidents
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        AND NOT EXISTS (SELECT 1 FROM incidents_before WHERE row_number = OLD.fid)
        BEGIN INSERT INTO incidents_before (
            row_number, fate, happened, drawn, uid, kind, date_start, date_end, date_precision, date_text, actor1,
            actor2, stance, status, summary, notes, killed_a_low, killed_a_best, killed_a_high, killed_a_text,
            killed_b_low, killed_b_best, killed_b_high, killed_b_text, killed_civilians_low, killed_civilians_best,
            killed_civilians_high, killed_civilians_text, killed_unknown_low, killed_unknown_best,
            killed_unknown_high, killed_unknown_text, wounded_low, wounded_best, wounded_high, wounded_text,
            captured_low, captured_best, captured_high, captured_text, killed_low, killed_best, killed_high,
            style_key, label, created, created_by, modified, modified_by, revision, place_text, place_state, lat,
            lon, radius_m, precision, place_name, place_name_ar, place_id, place_kind, district, place_rule,
            place_remark, place_sources, place_score, candidates, area_wkb, reliability, credibility,
            own_reliability, own_credibility, grade_reason
        ) VALUES (
            OLD.fid, 'changed', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom, OLD.uid, OLD.kind,
            OLD.date_start, OLD.date_end, OLD.date_precision, OLD.date_text, OLD.actor1, OLD.actor2, OLD.stance,
            OLD.status, OLD.summary, OLD.notes, OLD.killed_a_low, OLD.killed_a_best, OLD.killed_a_high,
            OLD.killed_a_text, OLD.killed_b_low, OLD.killed_b_best, OLD.killed_b_high, OLD.killed_b_text,
            OLD.killed_civilians_low, OLD.killed_civilians_best, OLD.killed_civilians_high,
            OLD.killed_civilians_text, OLD.killed_unknown_low, OLD.killed_unknown_best, OLD.killed_unknown_high,
            OLD.killed_unknown_text, OLD.wounded_low, OLD.wounded_best, OLD.wounded_high, OLD.wounded_text,
            OLD.captured_low, OLD.captured_best, OLD.captured_high, OLD.captured_text, OLD.killed_low,
            OLD.killed_best, OLD.killed_high, OLD.style_key, OLD.label, OLD.created, OLD.created_by, OLD.modified,
            OLD.modified_by, OLD.revision, OLD.place_text, OLD.place_state, OLD.lat, OLD.lon, OLD.radius_m,
            OLD.precision, OLD.place_name, OLD.place_name_ar, OLD.place_id, OLD.place_kind, OLD.district,
            OLD.place_rule, OLD.place_remark, OLD.place_sources, OLD.place_score, OLD.candidates, OLD.area_wkb,
            OLD.reliability, OLD.credibility, OLD.own_reliability, OLD.own_credibility, OLD.grade_reason
        ); END""",
    """CREATE TRIGGER incidents_deleted AFTER DELETE ON incidents
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO incidents_before (
            row_number, fate, happened, drawn, uid, kind, date_start, date_end, date_precision, date_text, actor1,
            actor2, stance, status, summary, notes, killed_a_low, killed_a_best, killed_a_high, killed_a_text,
            killed_b_low, killed_b_best, killed_b_high, killed_b_text, killed_civilians_low, killed_civilians_best,
            killed_civilians_high, killed_civilians_text, killed_unknown_low, killed_unknown_best,
            killed_unknown_high, killed_unknown_text, wounded_low, wounded_best, wounded_high, wounded_text,
            captured_low, captured_best, captured_high, captured_text, killed_low, killed_best, killed_high,
            style_key, label, created, created_by, modified, modified_by, revision, place_text, place_state, lat,
            lon, radius_m, precision, place_name, place_name_ar, place_id, place_kind, district, place_rule,
            place_remark, place_sources, place_score, candidates, area_wkb, reliability, credibility,
            own_reliability, own_credibility, grade_reason
        ) VALUES (
            OLD.fid, 'deleted', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom, OLD.uid, OLD.kind,
            OLD.date_start, OLD.date_end, OLD.date_precision, OLD.date_text, OLD.actor1, OLD.actor2, OLD.stance,
            OLD.status, OLD.summary, OLD.notes, OLD.killed_a_low, OLD.killed_a_best, OLD.killed_a_high,
            OLD.killed_a_text, OLD.killed_b_low, OLD.killed_b_best, OLD.killed_b_high, OLD.killed_b_text,
            OLD.killed_civilians_low, OLD.killed_civilians_best, OLD.killed_civilians_high,
            OLD.killed_civilians_text, OLD.killed_unknown_low, OLD.killed_unknown_best, OLD.killed_unknown_high,
            OLD.killed_unknown_text, OLD.wounded_low, OLD.wounded_best, OLD.wounded_high, OLD.wounded_text,
            OLD.captured_low, OLD.captured_best, OLD.captured_high, OLD.captured_text, OLD.killed_low,
            OLD.killed_best, OLD.killed_high, OLD.style_key, OLD.label, OLD.created, OLD.created_by, OLD.modified,
            OLD.modified_by, OLD.revision, OLD.place_text, OLD.place_state, OLD.lat, OLD.lon, OLD.radius_m,
            OLD.precision, OLD.place_name, OLD.place_name_ar, OLD.place_id, OLD.place_kind, OLD.district,
            OLD.place_rule, OLD.place_remark, OLD.place_sources, OLD.place_score, OLD.candidates, OLD.area_wkb,
            OLD.reliability, OLD.credibility, OLD.own_reliability, OLD.own_credibility, OLD.grade_reason
        ); END""",
    """CREATE TRIGGER movements_added AFTER INSERT ON movements
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO movements_before (row_number, fate, happened)
        VALUES (NEW.fid, 'added', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')); END""",
    """CREATE TRIGGER movements_changed AFTER UPDATE ON movements
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        AND NOT EXISTS (SELECT 1 FROM movements_before WHERE row_number = OLD.fid)
        BEGIN INSERT INTO movements_before (
            row_number, fate, happened, drawn, uid, kind, date_start, date_end, date_precision, date_text, actor,
            heading, is_route_observed, vehicles_low, vehicles_best, vehicles_high, vehicles_text, persons_low,
            persons_best, persons_high, persons_text, vehicle_kind, stance, status, summary, notes, origin_text,
            via_text, destination_text, unplaced_stops, ends_open, style_key, label, created, created_by, modified,
            modified_by, revision, reliability, credibility, own_reliability, own_credibility, grade_reason
        ) VALUES (
            OLD.fid, 'changed', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom, OLD.uid, OLD.kind,
            OLD.date_start, OLD.date_end, OLD.date_precision, OLD.date_text, OLD.actor, OLD.heading,
            OLD.is_route_observed, OLD.vehicles_low, OLD.vehicles_best, OLD.vehicles_high, OLD.vehicles_text,
            OLD.persons_low, OLD.persons_best, OLD.persons_high, OLD.persons_text, OLD.vehicle_kind, OLD.stance,
            OLD.status, OLD.summary, OLD.notes, OLD.origin_text, OLD.via_text, OLD.destination_text,
            OLD.unplaced_stops, OLD.ends_open, OLD.style_key, OLD.label, OLD.created, OLD.created_by, OLD.modified,
            OLD.modified_by, OLD.revision, OLD.reliability, OLD.credibility, OLD.own_reliability,
            OLD.own_credibility, OLD.grade_reason
        ); END""",
    """CREATE TRIGGER movements_deleted AFTER DELETE ON movements
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO movements_before (
            row_number, fate, happened, drawn, uid, kind, date_start, date_end, date_precision, date_text, actor,
            heading, is_route_observed, vehicles_low, vehicles_best, vehicles_high, vehicles_text, persons_low,
            persons_best, persons_high, persons_text, vehicle_kind, stance, status, summary, notes, origin_text,
            via_text, destination_text, unplaced_stops, ends_open, style_key, label, created, created_by, modified,
            modified_by, revision, reliability, credibility, own_reliability, own_credibility, grade_reason
        ) VALUES (
            OLD.fid, 'deleted', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom, OLD.uid, OLD.kind,
            OLD.date_start, OLD.date_end, OLD.date_precision, OLD.date_text, OLD.actor, OLD.heading,
            OLD.is_route_observed, OLD.vehicles_low, OLD.vehicles_best, OLD.vehicles_high, OLD.vehicles_text,
            OLD.persons_low, OLD.persons_best, OLD.persons_high, OLD.persons_text, OLD.vehicle_kind, OLD.stance,
            OLD.status, OLD.summary, OLD.notes, OLD.origin_text, OLD.via_text, OLD.destination_text,
            OLD.unplaced_stops, OLD.ends_open, OLD.style_key, OLD.label, OLD.created, OLD.created_by, OLD.modified,
            OLD.modified_by, OLD.revision, OLD.reliability, OLD.credibility, OLD.own_reliability,
            OLD.own_credibility, OLD.grade_reason
        ); END""",
    """CREATE TRIGGER waypoints_added AFTER INSERT ON waypoints
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO waypoints_before (row_number, fate, happened)
        VALUES (NEW.fid, 'added', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')); END""",
    """CREATE TRIGGER waypoints_changed AFTER UPDATE ON waypoints
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        AND NOT EXISTS (SELECT 1 FROM waypoints_before WHERE row_number = OLD.fid)
        BEGIN INSERT INTO waypoints_before (
            row_number, fate, happened, drawn, movement_uid, position, role, actor, style_key, date_start, date_end,
            place_text, place_state, lat, lon, radius_m, precision, place_name, place_name_ar, place_id, place_kind,
            district, place_rule, place_remark, place_sources, place_score, candidates, area_wkb, kind, status,
            reliability, credibility
        ) VALUES (
            OLD.fid, 'changed', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom, OLD.movement_uid,
            OLD.position, OLD.role, OLD.actor, OLD.style_key, OLD.date_start, OLD.date_end, OLD.place_text,
            OLD.place_state, OLD.lat, OLD.lon, OLD.radius_m, OLD.precision, OLD.place_name, OLD.place_name_ar,
            OLD.place_id, OLD.place_kind, OLD.district, OLD.place_rule, OLD.place_remark, OLD.place_sources,
            OLD.place_score, OLD.candidates, OLD.area_wkb, OLD.kind, OLD.status, OLD.reliability, OLD.credibility
        ); END""",
    """CREATE TRIGGER waypoints_deleted AFTER DELETE ON waypoints
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO waypoints_before (
            row_number, fate, happened, drawn, movement_uid, position, role, actor, style_key, date_start, date_end,
            place_text, place_state, lat, lon, radius_m, precision, place_name, place_name_ar, place_id, place_kind,
            district, place_rule, place_remark, place_sources, place_score, candidates, area_wkb, kind, status,
            reliability, credibility
        ) VALUES (
            OLD.fid, 'deleted', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom, OLD.movement_uid,
            OLD.position, OLD.role, OLD.actor, OLD.style_key, OLD.date_start, OLD.date_end, OLD.place_text,
            OLD.place_state, OLD.lat, OLD.lon, OLD.radius_m, OLD.precision, OLD.place_name, OLD.place_name_ar,
            OLD.place_id, OLD.place_kind, OLD.district, OLD.place_rule, OLD.place_remark, OLD.place_sources,
            OLD.place_score, OLD.candidates, OLD.area_wkb, OLD.kind, OLD.status, OLD.reliability, OLD.credibility
        ); END""",
    """CREATE TRIGGER claims_added AFTER INSERT ON claims
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO claims_before (row_number, fate, happened)
        VALUES (NEW.fid, 'added', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')); END""",
    """CREATE TRIGGER claims_changed AFTER UPDATE ON claims
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        AND NOT EXISTS (SELECT 1 FROM claims_before WHERE row_number = OLD.fid)
        BEGIN INSERT INTO claims_before (
            row_number, fate, happened, uid, record_uid, record_table, position, source_uid, document_uid, stance,
            claimant, killed_low, killed_best, killed_high, killed_text, wounded_low, wounded_best, wounded_high,
            wounded_text, vehicles_low, vehicles_best, vehicles_high, vehicles_text, place_text, reliability,
            credibility, published, quote, span_start, span_end, notes
        ) VALUES (
            OLD.fid, 'changed', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.uid, OLD.record_uid,
            OLD.record_table, OLD.position, OLD.source_uid, OLD.document_uid, OLD.stance, OLD.claimant,
            OLD.killed_low, OLD.killed_best, OLD.killed_high, OLD.killed_text, OLD.wounded_low, OLD.wounded_best,
            OLD.wounded_high, OLD.wounded_text, OLD.vehicles_low, OLD.vehicles_best, OLD.vehicles_high,
            OLD.vehicles_text, OLD.place_text, OLD.reliability, OLD.credibility, OLD.published, OLD.quote,
            OLD.span_start, OLD.span_end, OLD.notes
        ); END""",
    """CREATE TRIGGER claims_deleted AFTER DELETE ON claims
        WHEN (SELECT value FROM casefile WHERE key = 'writer') IS NULL
        BEGIN INSERT INTO claims_before (
            row_number, fate, happened, uid, record_uid, record_table, position, source_uid, document_uid, stance,
            claimant, killed_low, killed_best, killed_high, killed_text, wounded_low, wounded_best, wounded_high,
            wounded_text, vehicles_low, vehicles_best, vehicles_high, vehicles_text, place_text, reliability,
            credibility, published, quote, span_start, span_end, notes
        ) VALUES (
            OLD.fid, 'deleted', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.uid, OLD.record_uid,
            OLD.record_table, OLD.position, OLD.source_uid, OLD.document_uid, OLD.stance, OLD.claimant,
            OLD.killed_low, OLD.killed_best, OLD.killed_high, OLD.killed_text, OLD.wounded_low, OLD.wounded_best,
            OLD.wounded_high, OLD.wounded_text, OLD.vehicles_low, OLD.vehicles_best, OLD.vehicles_high,
            OLD.vehicles_text, OLD.place_text, OLD.reliability, OLD.credibility, OLD.published, OLD.quote,
            OLD.span_start, OLD.span_end, OLD.notes
        ); END""",
)
